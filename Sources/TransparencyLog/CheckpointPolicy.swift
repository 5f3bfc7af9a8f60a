/// Whom a verifier trusts about one log.
package struct CheckpointPolicy: Hashable, Sendable {
    package let origin: String
    /// One of these must have signed; several during a rotation.
    package let logKeys: [NoteKey]
    package let witnesses: [NoteKey]
    /// How many different witness keys must have signed; 0 asks for none.
    package let witnessQuorum: Int

    package init(origin: String, logKeys: [NoteKey], witnesses: [NoteKey] = [], witnessQuorum: Int = 0) {
        self.origin = origin
        self.logKeys = logKeys
        self.witnesses = witnesses
        self.witnessQuorum = witnessQuorum
    }

    /// A checkpoint that met a policy, with the witnesses that vouch for it.
    package struct Accepted: Hashable, Sendable {
        package let checkpoint: Checkpoint
        package let witnesses: [NoteKey.Endorsement]
    }

    /// Checks signatures, origin and quorum; nothing is known about the tree behind it.
    package func accept(_ note: SignedNote) throws(TransparencyLogError) -> Accepted {
        let logEndorsements = try note.endorsements(by: logKeys.filter { $0.kind == .log })
        guard !logEndorsements.isEmpty else { throw .noTrustedSignature }
        let cosigned = try note.endorsements(by: witnesses.filter { $0.kind == .cosigner })
        let distinct = Set(cosigned.map(\.key.key)).count
        guard distinct >= witnessQuorum else {
            throw .quorumNotReached(needed: witnessQuorum, found: distinct)
        }
        let checkpoint = try Checkpoint(text: note.text)
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else {
            throw .wrongOrigin(expected: origin, found: checkpoint.origin)
        }
        return Accepted(checkpoint: checkpoint, witnesses: cosigned)
    }
}

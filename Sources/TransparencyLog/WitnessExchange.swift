internal import Identifiers

/// The request that asks a witness to cosign (C2SP tlog-witness, `POST <prefix>/add-checkpoint`).
package struct WitnessRequest: Hashable, Sendable {
    package static let path = "/add-checkpoint"

    /// From the size that the witness last signed; `old` is 0 for a log that is new to it.
    package let proof: ConsistencyProof
    package let note: SignedNote

    package init(proof: ConsistencyProof, note: SignedNote) {
        self.proof = proof
        self.note = note
    }

    package var body: [UInt8] {
        let lines = ["old \(proof.old)"] + proof.hashes.map { Base64.encode($0.bytes) } + [""]
        return Array(lines.map { $0 + "\n" }.joined().utf8) + note.bytes
    }
}

/// What a witness answered.
package enum WitnessAnswer: Hashable, Sendable {
    /// Signature lines, not yet verified.
    case cosigned([SignedNote.Signature])
    /// The witness knows the log at another size: ask again from there, unless it is more than the log has.
    case knowsSize(UInt64)
    case unknownLog
    /// The witness does not know the log's key.
    case signatureRefused
    /// The witness holds a tree that the proof does not lead from: the log or the witness was rolled back or
    /// forked.
    case inconsistent
    case failed(status: Int)

    /// Reads a response; `contentType` is the header as it came.
    package init(status: Int, contentType: String?, body: [UInt8]) {
        switch status {
        case 200:
            let signatures = try? SignedNote.parseSignatures(body)
            self =
                signatures.map { $0.isEmpty ? .failed(status: 200) : .cosigned($0) } ?? .failed(status: 200)
        case 403: self = .signatureRefused
        case 404: self = .unknownLog
        case 409:
            let text = String(decoding: body, as: UTF8.self)
            let size = text.hasSuffix("\n") ? UInt64(text.dropLast()) : nil
            self =
                contentType == "text/x.tlog.size"
                ? size.map { .knowsSize($0) } ?? .failed(status: 409) : .failed(status: 409)
        case 422: self = .inconsistent
        default: self = .failed(status: status)
        }
    }
}

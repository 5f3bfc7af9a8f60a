package import Signing

/// A note key together with what signs for it.
package struct NoteSigner: Sendable {
    package let key: NoteKey
    private let signer: any Signer

    /// `signer` must hold an Ed25519 key.
    package init(name: String, kind: NoteKey.Kind, signer: any Signer) throws(TransparencyLogError) {
        self.key = try NoteKey(name: name, kind: kind, key: signer.publicKey)
        self.signer = signer
    }

    /// The signature line of this key over the text. `nowSeconds` counts from the Unix epoch; only cosigners
    /// sign it.
    package func signature(for text: String, nowSeconds: UInt64) async throws -> SignedNote.Signature {
        let bytes =
            switch key.kind {
            case .log: try await signer.signature(for: Array(text.utf8))
            case .cosigner:
                bigEndianBytes(nowSeconds)
                    + (try await signer.signature(for: NoteKey.cosignedMessage(text, atSeconds: nowSeconds)))
            }
        return SignedNote.Signature(name: key.name, keyID: key.id, bytes: bytes)
    }
}

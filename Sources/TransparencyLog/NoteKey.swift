internal import Identifiers
package import Signing

/// A named public key that checks lines of signed notes (C2SP signed-note, "verifier key").
package struct NoteKey: Hashable, Sendable {
    /// What the key signs; the raw value is the algorithm byte of the format.
    package enum Kind: UInt8, Hashable, Sendable {
        /// Ed25519 over the text of the note.
        case log = 1
        /// Ed25519 cosignature/v1: over a time and the text (C2SP tlog-cosignature).
        case cosigner = 4
    }

    package let name: String
    package let kind: Kind
    package let key: VerifyingKey
    /// The first 4 bytes of SHA-256 over name, LF, algorithm byte and key.
    package let id: UInt32

    /// Takes an Ed25519 key and a name without white space and `+`.
    package init(name: String, kind: Kind, key: VerifyingKey) throws(TransparencyLogError) {
        guard Self.isValid(name: name) else {
            throw .malformedKey("a name must not be empty or hold spaces or +")
        }
        guard let bytes = key.ed25519Bytes else { throw .malformedKey("\(name) is not an Ed25519 key") }
        self.name = name
        self.kind = kind
        self.key = key
        self.id = Digest.sha256(of: Array(name.utf8) + [0x0A, kind.rawValue] + bytes).bytes.prefix(4)
            .reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads `name+hex8+base64`; the id must belong to the name and the key.
    package init(vkey text: String) throws(TransparencyLogError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64.decode(parts[2]), let type = bytes.first else {
            throw .malformedKey("expected name+id+base64")
        }
        guard let kind = Kind(rawValue: type) else { throw .malformedKey("unknown signature type \(type)") }
        guard let key = try? VerifyingKey(ed25519: Array(bytes.dropFirst())) else {
            throw .malformedKey("not an Ed25519 key")
        }
        try self.init(name: String(parts[0]), kind: kind, key: key)
        guard idText == parts[1] else {
            throw .malformedKey("the id does not belong to the name and the key")
        }
    }

    /// The text form that trust configurations hold.
    package var vkey: String {
        "\(name)+\(idText)+\(Base64.encode([kind.rawValue] + (key.ed25519Bytes ?? [])))"
    }

    private var idText: String { Hexadecimal.encode(bigEndianBytes(id)) }

    static func isValid(name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }
}

// MARK: Checking

extension NoteKey {
    /// What one good signature says; the time is the witness's own claim.
    package struct Endorsement: Hashable, Sendable {
        package let key: NoteKey
        /// Seconds since the Unix epoch for a cosigner; nil for a log key.
        package let timestampSeconds: UInt64?
    }

    /// Nil when the signature is not this key's signature over the text.
    func endorsement(of text: String, by signature: [UInt8]) -> Endorsement? {
        switch kind {
        case .log:
            guard signature.count == 64, key.isValid(signature, for: Array(text.utf8)) else { return nil }
            return Endorsement(key: self, timestampSeconds: nil)
        case .cosigner:
            guard signature.count == 72 else { return nil }
            let seconds = signature.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let message = Self.cosignedMessage(text, atSeconds: seconds)
            guard key.isValid(Array(signature.dropFirst(8)), for: message) else { return nil }
            return Endorsement(key: self, timestampSeconds: seconds)
        }
    }

    static func cosignedMessage(_ text: String, atSeconds seconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
    }
}

internal import Identifiers

/// A text with signature lines (C2SP signed-note).
package struct SignedNote: Hashable, Sendable {
    package struct Signature: Hashable, Sendable {
        package let name: String
        package let keyID: UInt32
        /// What follows the key id; its form depends on the key.
        package let bytes: [UInt8]

        package init(name: String, keyID: UInt32, bytes: [UInt8]) {
            self.name = name
            self.keyID = keyID
            self.bytes = bytes
        }

        /// `— name base64` with a line end.
        package var line: String { "\u{2014} \(name) \(Base64.encode(bigEndianBytes(keyID) + bytes))\n" }
    }

    /// The longest note read, in bytes.
    package static let bytesMax = 65_536
    /// The most signature lines read.
    package static let signaturesMax = 100

    /// Ends with a line end.
    package let text: String
    package var signatures: [Signature]

    package init(text: String, signatures: [Signature]) throws(TransparencyLogError) {
        guard text.utf8.last == 0x0A else { throw .malformedNote("the text must end with a line end") }
        guard text.utf8.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }) else {
            throw .malformedNote("the text holds control characters")
        }
        self.text = text
        self.signatures = signatures
    }

    package var bytes: [UInt8] { Array((text + "\n" + signatures.map(\.line).joined()).utf8) }
}

// MARK: Reading

extension SignedNote {
    /// Reads a note with at least one signature line; nothing is verified.
    package init(parsing bytes: [UInt8]) throws(TransparencyLogError) {
        guard bytes.count <= Self.bytesMax else { throw .malformedNote("longer than \(Self.bytesMax) bytes") }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .malformedNote("not UTF-8") }
        guard bytes.last == 0x0A, let blank = Self.lastBlankLine(in: bytes) else {
            throw .malformedNote("no signatures after a blank line")
        }
        let text = String(decoding: bytes[..<blank], as: UTF8.self)
        let signatures = try Self.parseSignatures(bytes[(blank + 1)...])
        guard !signatures.isEmpty else { throw .malformedNote("no signatures after a blank line") }
        try self.init(text: text, signatures: signatures)
    }

    /// Reads signature lines alone, as a witness answers with them.
    package static func parseSignatures(_ bytes: some Collection<UInt8>) throws(TransparencyLogError)
        -> [Signature]
    {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard let last = lines.popLast(), last.isEmpty else {
            throw .malformedNote("the last signature has no line end")
        }
        guard lines.count <= signaturesMax else { throw .malformedNote("over \(signaturesMax) signatures") }
        var signatures: [Signature] = []
        for line in lines { signatures.append(try parseSignature(String(decoding: line, as: UTF8.self))) }
        return signatures
    }

    private static func parseSignature(_ line: String) throws(TransparencyLogError) -> Signature {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.elementsEqual("\u{2014}".utf8),
            NoteKey.isValid(name: String(parts[1])), let blob = Base64.decode(parts[2]), blob.count > 4
        else { throw .malformedNote("a signature line is malformed") }
        let keyID = blob.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return Signature(name: String(parts[1]), keyID: keyID, bytes: Array(blob.dropFirst(4)))
    }

    /// The position of the second of the last two adjoining line ends.
    private static func lastBlankLine(in bytes: [UInt8]) -> Int? {
        bytes.indices.dropFirst().last { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }
    }
}

// MARK: Verifying

extension SignedNote {
    /// What those of `keys` that signed the note say; signatures of other keys are ignored.
    ///
    /// Throws when a known key's line is wrong. A second line of one key is not looked at. The answer may be
    /// empty.
    package func endorsements(by keys: [NoteKey]) throws(TransparencyLogError) -> [NoteKey.Endorsement] {
        var endorsements: [NoteKey.Endorsement] = []
        for signature in signatures {
            let matching = keys.first {
                $0.id == signature.keyID && $0.name.utf8.elementsEqual(signature.name.utf8)
            }
            guard let key = matching, !endorsements.contains(where: { $0.key == key }) else { continue }
            guard let endorsement = key.endorsement(of: text, by: signature.bytes) else {
                throw .signatureInvalid(keyName: key.name)
            }
            endorsements.append(endorsement)
        }
        return endorsements
    }
}

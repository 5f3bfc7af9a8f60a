/// Where data lies: an absolute URI (RFC 3986) of at most 2,000 bytes such as `s3://bucket/claims/2026`.
///
/// Without credentials: a user name before `@` may stand there, a secret after it may not.
package struct SourceURI: Hashable, Sendable {
    package let text: String

    package init(_ text: String) throws(InvalidName) {
        guard (1...2000).contains(text.utf8.count) else {
            throw InvalidName(detail: "must have 1 to 2,000 bytes, has \(text.utf8.count)")
        }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !Self.unusable.contains($0) }) else {
            throw InvalidName(
                detail: "must be a URI in ASCII without spaces; percent-encode what is not allowed"
            )
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isScheme(parts[0]), !parts[1].isEmpty else {
            throw InvalidName(detail: "must be an absolute URI such as s3://bucket/path")
        }
        if Self.holdsSecret(parts[1]) {
            throw InvalidName(detail: "must not carry credentials; everybody who may read it sees them")
        }
        self.text = text
    }

    /// The part before the first colon, in lower case.
    package var scheme: String { String(text.prefix { $0 != ":" }).lowercased() }

    private static let unusable: Set<UInt8> = Set("<>\"\\^`{|}".utf8)

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, Character(Unicode.Scalar(first)).isLetter else { return false }
        return text.utf8.count <= 32
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    }

    /// Whether the authority has the form `user:password@host`.
    private static func holdsSecret(_ rest: Substring) -> Bool {
        guard rest.hasPrefix("//") else { return false }
        let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return false }
        return authority[..<at].contains(":")
    }
}

extension SourceURI: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try SourceURI(try container.decode(String.self))
        } catch let error as InvalidName {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.detail)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

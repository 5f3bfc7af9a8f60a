internal import Identifiers

/// The textual form of a public key (RFC 7468 section 13).
enum PublicKeyPEM {
    private static let begin = "-----BEGIN PUBLIC KEY-----"
    private static let end = "-----END PUBLIC KEY-----"

    static func encode(_ der: [UInt8]) -> String {
        let text = Array(Base64.encode(der))
        let lines = stride(from: 0, to: text.count, by: 64).map {
            String(text[$0..<min($0 + 64, text.count)])
        }
        return ([begin] + lines + [end, ""]).joined(separator: "\n")
    }

    /// Nil unless the text is exactly one block, with nothing before or after but one line end.
    static func decode(_ text: String) -> [UInt8]? {
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        if lines.last == "" { lines.removeLast() }
        guard lines.count >= 3, lines.first == begin[...], lines.last == end[...] else { return nil }
        return Base64.decode(lines.dropFirst().dropLast().joined())
    }
}

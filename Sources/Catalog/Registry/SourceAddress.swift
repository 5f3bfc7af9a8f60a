import Identifiers

/// An address that a client gave, taken apart: nothing in it leads out of where it seems to lie.
struct SourceAddress {
    let scheme: String
    let authority: String
    /// Of the path, decoded, without empty ones.
    let components: [String]

    init(_ text: String) throws(InvalidName) {
        guard (1...VersionSource.lengthMax).contains(text.unicodeScalars.count) else {
            throw InvalidName(detail: "must have 1 to \(VersionSource.lengthMax) characters")
        }
        let decoded = Self.decoded(text)
        guard !decoded.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }),
            !decoded.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains("..")
        else {
            throw InvalidName(detail: "must be an absolute address without \"..\" and control characters")
        }
        guard let colon = decoded.firstIndex(of: ":") else { throw Self.local }
        scheme = decoded[..<colon].lowercased()
        // A single letter is a drive of Windows.
        guard scheme.utf8.count > 1, scheme != "file", scheme.unicodeScalars.allSatisfy(Self.isSchemeScalar)
        else {
            throw Self.local
        }
        var rest = decoded[decoded.index(after: colon)...]
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: "/") ?? rest.endIndex
            authority = String(rest[..<end])
            rest = rest[end...]
        } else {
            authority = ""
        }
        components = rest.split(separator: "/").map(String.init)
    }

    /// Whether it is the address of this API's artifacts, by whatever host.
    var namesArtifactRoute: Bool {
        guard scheme == "http" || scheme == "https" else { return false }
        let route = ["mlflow-artifacts", "artifacts"]
        return zip(components, components.dropFirst()).contains { [$0, $1] == route }
    }

    private static let local = InvalidName(
        detail:
            "must be an address with a scheme such as runs:/, models:/ or s3://; files of the server are out of reach"
    )

    private static func isSchemeScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            || "+-.".unicodeScalars.contains(scalar)
    }

    /// Percent-decoded until nothing changes, so that nothing hides behind two layers.
    private static func decoded(_ text: String) -> String {
        var current = text
        for _ in 0..<16 {
            guard let next = unescaped(current), next != current else { return current }
            current = next
        }
        return current
    }

    /// Nil when an escape is broken, which then stands for itself.
    private static func unescaped(_ text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2,
                let value = Hexadecimal.decode(String(decoding: rest.prefix(2), as: UTF8.self).lowercased())
            else { return nil }
            bytes.append(contentsOf: value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

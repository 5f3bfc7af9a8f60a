import Identifiers

/// A request to the store before it is signed. Addresses are path-style, which every compatible server takes.
struct S3Request: Sendable {
    var method: String
    /// Below the location's prefix; nil for the bucket itself.
    var key: String?
    var query: [(name: String, value: String)] = []
    /// Lower-case names.
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []

    init(
        _ method: String,
        _ key: String?,
        query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        self.method = method
        self.key = key
        self.query = query
        self.headers = headers
        self.body = body
    }

    func path(in location: S3Location) -> String {
        let key = key.map { "/" + S3Encoding.path(location.prefix + $0) } ?? ""
        return "/\(location.bucket)\(key)"
    }

    /// Sorted and escaped as the signature wants it.
    var canonicalQuery: String {
        query.map { (S3Encoding.value($0.name), S3Encoding.value($0.value)) }
            .sorted { $0 < $1 }
            .map { "\($0)=\($1)" }
            .joined(separator: "&")
    }
}

/// The escapes of SigV4: everything but letters, digits, `-`, `.`, `_` and `~`.
enum S3Encoding {
    static func value(_ text: String) -> String { escaped(text, keeping: []) }

    static func path(_ text: String) -> String { escaped(text, keeping: [UInt8(ascii: "/")]) }

    private static func escaped(_ text: String, keeping kept: [UInt8]) -> String {
        var escaped = ""
        for byte in text.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
                || "-._~".utf8.contains(byte)
            if isPlain || kept.contains(byte) {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                escaped += "%" + Hexadecimal.encode([byte]).uppercased()
            }
        }
        return escaped
    }
}

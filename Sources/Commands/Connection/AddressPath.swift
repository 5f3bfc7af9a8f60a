/// The part of an address behind the server, percent-encoded (RFC 3986 section 2.1).
struct AddressPath: Hashable, Sendable, CustomStringConvertible {
    let description: String

    /// `/api/v1/` and the parts, each encoded whole: a slash inside a part stays inside.
    static func api(_ parts: String...) -> AddressPath { AddressPath(["api", "v1"] + parts) }

    init(_ parts: [String]) {
        description = parts.map { "/" + Self.encode($0) }.joined()
    }

    /// This path with a relative path behind it, whose slashes separate.
    func appending(_ relative: String) -> AddressPath {
        let parts = relative.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        return AddressPath(text: description + AddressPath(parts).description)
    }

    /// The path with those parameters that have a value.
    func with(_ query: [(String, String?)]) -> AddressPath {
        let pairs = query.compactMap { name, value in value.map { "\(Self.encode(name))=\(Self.encode($0))" }
        }
        return pairs.isEmpty ? self : AddressPath(text: description + "?" + pairs.joined(separator: "&"))
    }

    private init(text: String) { description = text }

    private static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) {
                out.append(byte)
            } else {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

import Identifiers
import Signing

/// Where a page of a search begins: the keys of the last row before it, bound to the query they came from.
///
/// Clients give tokens back as they got them. A token of another query, or a damaged one, is refused; a
/// forged one can name any place of the same query, which tells nothing that the query itself does not.
package struct SearchPageToken: Sendable {
    /// One key of the order, in the order's sequence.
    package enum Key: Hashable, Sendable {
        case text(String)
        case integer(Int64)
        /// Any double, NaN and the infinities included.
        case number(Double)
        /// The row has no value for this criterion.
        case null
    }

    /// Bytes of a token at most, in the form that travels.
    package static let bytesMax = 64 << 10
    private static let checkBytes = 12

    private let query: [UInt8]

    /// `query` holds everything that decides which rows come in which order: the search's name, scope, filter
    /// and order. The page's size does not belong to it.
    package init(query: [String]) {
        self.query = query.flatMap { Array("\($0.utf8.count):\($0)".utf8) }
    }

    /// A token in letters, digits, `-` and `_`.
    package func token(after keys: [Key]) -> String {
        let body = (try? CanonicalJSON.encode(.array(keys.map(Self.json)))) ?? []
        return Base64.encode(check(body) + body).replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// The keys after which the page begins; nil for no token or an empty one.
    package func keys(of token: String?) throws(SearchRefusal) -> [Key]? {
        guard let token, !token.isEmpty else { return nil }
        guard token.utf8.count <= Self.bytesMax, let bytes = Self.bytes(of: token),
            bytes.count > Self.checkBytes
        else { throw Self.refusal }
        let body = Array(bytes.dropFirst(Self.checkBytes))
        guard Array(bytes.prefix(Self.checkBytes)) == check(body),
            let keys = (try? JSONValue(parsing: body, depthMax: 3))?.array
        else { throw Self.refusal }
        var read: [Key] = []
        for key in keys {
            guard let key = Self.key(key) else { throw Self.refusal }
            read.append(key)
        }
        return read
    }

    private static let refusal = SearchRefusal(
        "Invalid page token: it is damaged or belongs to another query. Send the next_page_token of the page"
            + " before, with the same filter and order."
    )

    private func check(_ body: [UInt8]) -> [UInt8] {
        Array(Digest.sha256(of: query + [0] + body).bytes.prefix(Self.checkBytes))
    }

    private static func bytes(of token: String) -> [UInt8]? {
        let padded = token.replacing("-", with: "+").replacing("_", with: "/")
        return Base64.decode(padded + String(repeating: "=", count: (4 - padded.utf8.count % 4) % 4))
    }

    /// The first letter tells the kinds apart.
    private static func json(_ key: Key) -> JSONValue {
        switch key {
        case .text(let text): .string("t\(text)")
        case .integer(let number): .string("i\(number)")
        case .number(let number): .string("n" + String(number.bitPattern, radix: 16))
        case .null: .null
        }
    }

    private static func key(_ value: JSONValue) -> Key? {
        guard let text = value.string else { return value == .null ? .null : nil }
        let rest = text.dropFirst()
        return switch text.first {
        case "t": .text(String(rest))
        case "i": Int64(rest).map { .integer($0) }
        case "n": UInt64(rest, radix: 16).map { .number(Double(bitPattern: $0)) }
        default: nil
        }
    }
}

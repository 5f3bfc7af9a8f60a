import HTTPAPI
import Identifiers

/// The query of an address as fields: `application/x-www-form-urlencoded`, where `+` is a space.
enum MLflowQuery {
    /// Parameters at most in one query.
    static let parametersMax = 10_000

    static func fields(_ query: (some StringProtocol)?) throws(MLflowFault) -> MLflowFields {
        var members: [String: JSONValue] = [:]
        let parts = query?.split(separator: "&") ?? []
        guard parts.count <= parametersMax else {
            throw .invalid("The query must have at most \(parametersMax) parameters.")
        }
        for part in parts {
            let (name, value) = try pair(part)
            members[name] =
                switch members[name] {
                case nil: .string(value)
                case .array(let values): .array(values + [.string(value)])
                case let first?: .array([first, .string(value)])
                }
        }
        return MLflowFields(members, isQuery: true)
    }

    private static func pair(_ part: some StringProtocol) throws(MLflowFault) -> (String, String) {
        let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = decode(halves[0]), let value = decode(halves.count > 1 ? halves[1] : "") else {
            throw .invalid("The query is not well-formed: an escape is broken or the text is not UTF-8.")
        }
        return (name, value)
    }

    private static func decode(_ text: some StringProtocol) -> String? {
        let spaced = text.utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        return PercentEncoding.decode(String(decoding: spaced, as: UTF8.self))
    }
}

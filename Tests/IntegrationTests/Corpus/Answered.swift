import Identifiers
import Testing

/// What an answer says, without what differs from one asking to the next.
struct Answered: Equatable, CustomTestStringConvertible {
    let status: String
    let quotes: [String]
    let body: JSONValue

    init(_ exchange: Exchange) {
        var fields = (try? exchange.json.object) ?? [:]
        fields["id"] = nil
        fields["timings_ms"] = nil
        body = .object(fields)
        status = fields["status"]?.string ?? ""
        quotes = (fields["citations"]?.array ?? []).compactMap { $0["quote"]?.string }
    }

    func quotes(_ text: String) -> Bool { quotes.contains { $0.contains(text) } }

    var testDescription: String {
        String(decoding: (try? CanonicalJSON.encode(body)) ?? [], as: UTF8.self)
    }
}

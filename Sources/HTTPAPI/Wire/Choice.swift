import Catalog
import Hummingbird
import Workflows

/// One of a few words in a request; another word is refused with the list of those there are.
struct Choice<Value: RawRepresentable<String> & CaseIterable & Sendable>: Decodable, Sendable {
    let value: Value

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Value(rawValue: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: Self.detail)
        }
        self.value = value
    }

    static var detail: String { "must be one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))" }
}

extension Request {
    /// A query parameter that is one of a few words; nil without it.
    func choice<Value: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String,
        _: Value.Type = Value.self
    ) throws -> Value? {
        try uri.queryParameters[Substring(name)].map { text in
            guard let value = Value(rawValue: String(text)) else {
                throw InvalidInput(name, Choice<Value>.detail)
            }
            return value
        }
    }

    /// A query parameter that is a whole number from 1; nil without it.
    func number(_ name: String) throws -> Int? {
        try uri.queryParameters[Substring(name)].map { text in
            guard let number = Int(text), (1...Int(Int32.max)).contains(number) else {
                throw InvalidInput(name, "must be a whole number from 1")
            }
            return number
        }
    }

    /// A query parameter that checks its own text; nil without it.
    func checked<Value>(
        _ name: String,
        _ make: (String) throws(InvalidName) -> Value
    ) throws -> Value? {
        guard let text = uri.queryParameters[Substring(name)] else { return nil }
        do throws(InvalidName) {
            return try make(String(text))
        } catch {
            throw InvalidInput(name, error.detail)
        }
    }
}

import HTTPAPI
import Identifiers
import Retrieval
import Workflows

/// A request for embeddings, with everything this server cannot do refused.
struct EmbeddingRequest: Hashable, Sendable {
    enum Format: String, Hashable, Sendable, CaseIterable {
        case float
        /// Base 64 of the vector as little-endian 32-bit floats; what OpenAI's own clients ask for.
        case base64
    }

    var order: EmbeddingOrder
    var format: Format

    /// `user` is a claim that nobody checked: it must be a string and is not used. `truncate` and `input_type` are not
    /// OpenAI's.
    init(parsing bytes: [UInt8]) throws {
        let fields = try RequestFields(
            parsing: bytes,
            known: ["input", "model", "encoding_format", "dimensions", "user", "truncate", "input_type"]
        )
        let model = try fields.string("model")
        format = try Self.format(fields)
        let dimensions = try fields.optionalInteger("dimensions")
        _ = try fields.optionalString("user")
        order = EmbeddingOrder(
            texts: try Self.texts(fields.value("input")),
            model: model,
            role: try Self.role(fields),
            longText: try fields.longText(allowsWindows: true),
            dimensions: dimensions.map { Int(clamping: $0) }
        )
    }

    private static func role(_ fields: RequestFields) throws -> TextRole {
        switch try fields.optionalString("input_type") {
        case nil: .plain
        case "query": .query
        case "document": .document
        default: throw InvalidInput("input_type", "must be query or document")
        }
    }

    private static func format(_ fields: RequestFields) throws -> Format {
        guard let word = try fields.optionalString("encoding_format") else { return .float }
        guard let format = Format(rawValue: word) else {
            let known = Format.allCases.map(\.rawValue).joined(separator: " or ")
            throw InvalidInput("encoding_format", "must be \(known)")
        }
        return format
    }

    private static func texts(_ input: JSONValue) throws -> [String] {
        switch input {
        case .string(let text): return [text]
        case .array(let elements):
            return try elements.enumerated().map { try text($0.element, at: $0.offset) }
        default: throw InvalidInput("input", "must be a string or a list of strings")
        }
    }

    private static func text(_ value: JSONValue, at index: Int) throws -> String {
        switch value {
        case .string(let text): return text
        case .integer, .array:
            throw InvalidInput(
                "input",
                "must be text: token numbers belong to another model's vocabulary and are not accepted"
            )
        default: throw InvalidInput("input[\(index)]", "must be a string")
        }
    }
}

import Identifiers
import Retrieval
import Workflows

/// A request for reranking, as clients of Jina, Cohere, vLLM and others write it.
struct RerankRequest: Hashable, Sendable {
    var order: RerankOrder
    /// The most results that are wanted; nil for all.
    var resultsMax: Int?
    var returnsDocuments: Bool

    init(parsing bytes: [UInt8]) throws {
        let fields = try RequestFields(
            parsing: bytes,
            known: ["model", "query", "documents", "top_n", "return_documents", "truncate", "user"]
        )
        let longText = try fields.longText(allowsWindows: false)
        resultsMax = try Self.resultsMax(fields)
        returnsDocuments = try fields.optionalBool("return_documents") ?? false
        _ = try fields.optionalString("user")
        order = RerankOrder(
            query: try fields.string("query"),
            documents: try Self.documents(fields.value("documents")),
            model: try fields.string("model"),
            longText: longText
        )
    }

    private static func resultsMax(_ fields: RequestFields) throws -> Int? {
        guard let asked = try fields.optionalInteger("top_n") else { return nil }
        guard asked >= 1 else { throw InvalidInput("top_n", "must be at least 1") }
        return Int(clamping: asked)
    }

    private static func documents(_ value: JSONValue) throws -> [String] {
        guard case .array(let elements) = value else {
            throw InvalidInput("documents", "must be a list of strings or of objects with a text")
        }
        return try elements.enumerated().map { index, element in
            guard let text = element.string ?? element["text"]?.string else {
                throw InvalidInput("documents[\(index)]", "must be a string or an object with a text")
            }
            return text
        }
    }
}

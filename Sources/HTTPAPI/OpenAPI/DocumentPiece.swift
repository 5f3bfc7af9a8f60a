import Identifiers

/// What one file of `pieces/` says: the operations of one feature, and the names it adds for everybody.
struct DocumentPiece: Sendable {
    /// Groups the operations for readers; nil for a piece without operations.
    var tag: String?
    var description: String?
    /// By route as the router names it: `GET /api/v1/models/{model}`.
    var operations: [String: JSONValue] = [:]
    var schemas: [String: JSONValue] = [:]
    var parameters: [String: JSONValue] = [:]
    var headers: [String: JSONValue] = [:]
    var problems: [String: JSONValue] = [:]

    private static let known: Set<String> = [
        "tag", "description", "operations", "schemas", "parameters", "headers", "problems",
    ]

    init(parsing bytes: [UInt8]) throws(DocumentFault) {
        let document: JSONValue
        do { document = try JSONValue(parsing: bytes) } catch {
            throw DocumentFault("a piece is no JSON: \(error)")
        }
        guard let members = document.object, Self.known.isSuperset(of: members.keys) else {
            throw DocumentFault("a piece has members other than \(Self.known.sorted())")
        }
        tag = members["tag"]?.string
        description = members["description"]?.string
        operations = members["operations"]?.object ?? [:]
        schemas = members["schemas"]?.object ?? [:]
        parameters = members["parameters"]?.object ?? [:]
        headers = members["headers"]?.object ?? [:]
        problems = members["problems"]?.object ?? [:]
    }

    /// The tag with its description.
    var tagObject: JSONValue? {
        guard let tag else { return nil }
        return ["name": .string(tag), "description": .string(description ?? "")]
    }

    /// The names of all pieces together; a name that two pieces give is a fault.
    static func merged(
        _ pieces: [DocumentPiece],
        _ part: (DocumentPiece) -> [String: JSONValue]
    ) throws(DocumentFault) -> [String: JSONValue] {
        var all: [String: JSONValue] = [:]
        for piece in pieces {
            for (name, value) in part(piece) where all.updateValue(value, forKey: name) != nil {
                throw DocumentFault("\(name) is said twice")
            }
        }
        return all
    }
}

import HTTPTypes
import Identifiers

/// A good answer as a piece writes it.
///
/// The notation of a schema is an answer in JSON. `{"page": "Model"}` is one page of a listing, `{"list": "File"}` a
/// listing in one piece, `{"bytes": "what"}` a file, `{"empty": "what"}` no body, and `{"media": {"text/csv": "string"}}` names the media types
/// itself. Beside these may stand `says` (what the answer is) and `headers` (those that it has beyond the usual).
struct AnswerNotation: Sendable {
    let status: String
    let notation: JSONValue

    func expanded(headers: [String], _ components: inout DocumentComponents) throws(DocumentFault)
        -> JSONValue
    {
        let names = headers + (notation["headers"]?.array?.compactMap(\.string) ?? [])
        var answer: [String: JSONValue] = [
            "description": notation["says"] ?? notation["bytes"] ?? notation["empty"] ?? .string(reason),
            "headers": try components.headerObject(names),
        ]
        if notation["empty"] == nil { answer["content"] = .object(try content(&components)) }
        return .object(answer)
    }

    private var reason: String {
        switch status {
        case "201": "It was made."
        case "202": "It was taken and will be done."
        default: "Done."
        }
    }

    private func content(_ components: inout DocumentComponents) throws(DocumentFault) -> [String: JSONValue]
    {
        if notation["bytes"] != nil { return ["application/octet-stream": .object([:])] }
        if let media = notation["media"]?.object {
            var content: [String: JSONValue] = [:]
            for (type, schema) in media { content[type] = ["schema": try SchemaNotation.expanded(schema)] }
            return content
        }
        return ["application/json": ["schema": try schema(&components)]]
    }

    private func schema(_ components: inout DocumentComponents) throws(DocumentFault) -> JSONValue {
        if let item = notation["page"] { return try listing(of: item, isPaged: true, &components) }
        if let item = notation["list"] { return try listing(of: item, isPaged: false, &components) }
        guard var members = notation.object else { return try SchemaNotation.expanded(notation) }
        members["says"] = nil
        members["headers"] = nil
        return try SchemaNotation.expanded(.object(members))
    }

    /// A reference to the listing of a named schema.
    private func listing(
        of item: JSONValue,
        isPaged: Bool,
        _ components: inout DocumentComponents
    ) throws(DocumentFault) -> JSONValue {
        guard let name = item.string else { throw DocumentFault("a listing names the schema of its items") }
        let listing = name + (isPaged ? "Page" : "List")
        var fields: [String: JSONValue] = ["items": [item]]
        if isPaged {
            fields["next_page_token?"] = ["of": "string", "description": "Absent on the last page."]
        }
        components.schemas[listing] = try SchemaNotation.expanded(["fields": .object(fields)])
        return ["$ref": .string("#/components/schemas/\(listing)")]
    }
}

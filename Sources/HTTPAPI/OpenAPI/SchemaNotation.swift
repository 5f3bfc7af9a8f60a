import Identifiers

/// Schemas as the pieces write them, turned into JSON Schema (2020-12).
///
/// A word is a type (`string`, `integer`, `number`, `boolean`, `object`) or the name of a schema; `["File"]` is a
/// list of files. `{"fields": {"name": "Name", "size?": "integer"}}` is an object of an answer, where `?` marks what
/// may be absent. `{"input": …}` is an object of a request: other members are refused, and what may be absent may
/// be null as well. `{"map": "string"}` is an object with any names, `{"of": "string", "maxLength": 9}` adds
/// keywords. Everything else is JSON Schema as it stands.
enum SchemaNotation {
    private static let plainTypes: Set<String> = ["string", "integer", "number", "boolean", "object"]

    static func expanded(_ notation: JSONValue) throws(DocumentFault) -> JSONValue {
        switch notation {
        case .string(let word): return named(word)
        case .array(let elements):
            guard elements.count == 1, let element = elements.first else {
                throw DocumentFault("a list names the one schema of its elements")
            }
            return ["type": "array", "items": try expanded(element)]
        case .object(let members): return try object(members)
        default: throw DocumentFault("\(notation) is no schema")
        }
    }

    private static func named(_ word: String) -> JSONValue {
        plainTypes.contains(word)
            ? ["type": .string(word)] : ["$ref": .string("#/components/schemas/\(word)")]
    }

    private static func object(_ members: [String: JSONValue]) throws(DocumentFault) -> JSONValue {
        var keywords = members
        var base: [String: JSONValue] = [:]
        if let of = keywords.removeValue(forKey: "of") {
            base = try expanded(of).object ?? [:]
        } else if let fields = keywords.removeValue(forKey: "fields") {
            base = try object(of: fields, isInput: false)
        } else if let fields = keywords.removeValue(forKey: "input") {
            base = try object(of: fields, isInput: true)
        } else if let values = keywords.removeValue(forKey: "map") {
            base = ["type": "object", "additionalProperties": try expanded(values)]
        }
        return .object(base.merging(keywords) { _, stated in stated })
    }

    private static func object(of fields: JSONValue, isInput: Bool) throws(DocumentFault) -> [String:
        JSONValue]
    {
        var properties: [String: JSONValue] = [:]
        var required: [String] = []
        for (name, notation) in fields.object ?? [:] {
            let schema = try expanded(notation)
            guard name.hasSuffix("?") else {
                properties[name] = schema
                required.append(name)
                continue
            }
            properties[String(name.dropLast())] = isInput ? orNull(schema) : schema
        }
        var object: [String: JSONValue] = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { object["required"] = .array(required.sorted().map { .string($0) }) }
        if isInput { object["additionalProperties"] = false }
        return object
    }

    /// The same schema, or null.
    private static func orNull(_ schema: JSONValue) -> JSONValue {
        guard var members = schema.object, let type = members["type"]?.string, members["enum"] == nil else {
            return ["anyOf": [schema, ["type": "null"]]]
        }
        members["type"] = [.string(type), "null"]
        return .object(members)
    }
}

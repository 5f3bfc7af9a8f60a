import Identifiers

/// What operations refer to: schemas, parameters, headers and the refusals that many have in common.
struct DocumentComponents: Sendable {
    var schemas: [String: JSONValue] = [:]
    /// Those that some operation uses, by place and name.
    private var usedParameters: [String: JSONValue] = [:]
    private var responses: [String: JSONValue] = [:]

    private let parameters: [String: JSONValue]
    private let headers: [String: JSONValue]
    private let problems: [String: JSONValue]

    init(parameters: [String: JSONValue], headers: [String: JSONValue], problems: [String: JSONValue]) {
        self.parameters = parameters
        self.headers = headers
        self.problems = problems
    }

    /// A reference to the parameter that the pieces describe under `key`, as it is used in `place`.
    mutating func parameter(_ key: String, in place: String) throws(DocumentFault) -> JSONValue {
        guard let notation = parameters[key]?.object, let schema = notation["schema"] else {
            throw DocumentFault("no piece describes the parameter \(key)")
        }
        var object: [String: JSONValue] = [
            "name": notation["name"] ?? .string(key), "in": .string(place),
            "schema": try SchemaNotation.expanded(schema),
        ]
        object["description"] = notation["description"]
        object["example"] = notation["example"]
        if place == "path" || notation["required"] == true { object["required"] = true }
        usedParameters["\(place).\(key)"] = .object(object)
        return ["$ref": .string("#/components/parameters/\(place).\(key)")]
    }

    /// References to headers of an answer, by their names; `?` after one says that it may be absent.
    func headerObject(_ names: [String]) throws(DocumentFault) -> JSONValue {
        var object: [String: JSONValue] = [:]
        for asked in names {
            let isOptional = asked.hasSuffix("?")
            let name = isOptional ? String(asked.dropLast()) : asked
            guard let notation = headers[name] else {
                throw DocumentFault("no piece describes the header \(name)")
            }
            guard isOptional, var header = expandedHeader(notation).object else {
                object[name] = ["$ref": .string("#/components/headers/\(name)")]
                continue
            }
            header["required"] = nil
            object[name] = .object(header)
        }
        return .object(object)
    }

    /// A reference to the refusal of a status.
    mutating func problem(_ status: String) throws(DocumentFault) -> JSONValue {
        guard let description = problems[status] else {
            throw DocumentFault("no piece describes status \(status)")
        }
        var names = ["X-Request-Id"]
        if status == "401" { names.append("WWW-Authenticate") }
        if status == "429" || status == "503" { names.append("Retry-After") }
        responses["Problem\(status)"] = [
            "description": description, "headers": try headerObject(names),
            "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
        ]
        return ["$ref": .string("#/components/responses/Problem\(status)")]
    }

    /// The `components` of the document.
    var object: JSONValue {
        [
            "schemas": .object(schemas), "parameters": .object(usedParameters),
            "responses": .object(responses),
            "headers": .object(headers.mapValues { expandedHeader($0) }),
            "securitySchemes": [
                "bearer": [
                    "type": "http", "scheme": "bearer", "bearerFormat": "asy_<type>_<random>_<checksum>",
                    "description": "A token of `assay token create`.",
                ],
                "basic": [
                    "type": "http", "scheme": "basic",
                    "description": "Any user name; the token stands where the secret word would.",
                ],
            ],
        ]
    }

    private func expandedHeader(_ notation: JSONValue) -> JSONValue {
        var object = notation.object ?? [:]
        object["schema"] = object["schema"].flatMap { try? SchemaNotation.expanded($0) }
        return .object(object)
    }
}

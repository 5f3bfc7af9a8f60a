import Identifiers

/// One operation as a piece writes it, turned into what OpenAPI wants.
///
/// `id` and `summary` are required, `description` is free. `query` and `headers` name parameters (`page` stands for
/// the two of a listing), `body` names a schema or says `{"bytes": "what"}`, `answers` gives the good answers by
/// status in the notation of `AnswerNotation`. `revision` says that the answer has an ETag, `location` that it has
/// a Location, `precondition` that `If-Match` is understood. `problems` lists statuses beyond the usual ones,
/// `busy` adds 429. `open` marks what needs no credential, `records: false` a request that is no change although it
/// is no GET, `keyless` a change that takes no Idempotency-Key.
struct OperationNotation: Sendable {
    private static let known: Set<String> = [
        "id", "summary", "description", "query", "headers", "body", "answers", "revision", "location",
        "precondition", "problems", "busy", "open", "records", "keyless",
    ]

    /// Lower case, as OpenAPI has it.
    let method: String
    let path: String
    private let tag: String?
    private let notation: [String: JSONValue]

    init(route: String, notation: JSONValue, tag: String?) throws(DocumentFault) {
        let words = route.split(separator: " ")
        guard words.count == 2, let members = notation.object, Self.known.isSuperset(of: members.keys),
            members["id"] != nil, members["summary"] != nil, members["answers"]?.object != nil
        else { throw DocumentFault("\(route) needs id, summary and answers, and nothing unknown") }
        method = String(words[0]).lowercased()
        path = String(words[1]).replacing("**", with: "{path}")
        self.tag = tag
        self.notation = members
    }

    private func says(_ key: String) -> Bool { notation[key] == true }
    private func names(_ key: String) -> [String] { notation[key]?.array?.compactMap(\.string) ?? [] }

    private var isChange: Bool { !["get", "head"].contains(method) && notation["records"] != false }
    private var hasBytes: Bool { notation["body"]?["bytes"] != nil }

    private var pathParameters: [String] {
        path.split(separator: "/").compactMap { part in
            part.hasPrefix("{") && part.hasSuffix("}") ? String(part.dropFirst().dropLast()) : nil
        }
    }

    private var queryParameters: [String] {
        names("query").flatMap { $0 == "page" ? ["page_size", "page_token"] : [$0] }
    }

    private var headerParameters: [String] {
        var headers = names("headers")
        if isChange { headers += says("keyless") ? ["Assay-Reason"] : ["Idempotency-Key", "Assay-Reason"] }
        if says("precondition") { headers.append("If-Match") }
        return headers
    }

    func expanded(_ components: inout DocumentComponents) throws(DocumentFault) -> JSONValue {
        var operation: [String: JSONValue] = ["operationId": notation["id"] ?? .null]
        operation["summary"] = notation["summary"]
        operation["description"] = notation["description"]
        operation["tags"] = tag.map { [.string($0)] }
        if says("open") { operation["security"] = [] }
        let parameters = try parameters(&components)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        operation["requestBody"] = try body()
        operation["responses"] = try responses(&components)
        return .object(operation)
    }

    private func parameters(_ components: inout DocumentComponents) throws(DocumentFault) -> [JSONValue] {
        var all: [JSONValue] = []
        for name in pathParameters { all.append(try components.parameter(name, in: "path")) }
        for name in queryParameters { all.append(try components.parameter(name, in: "query")) }
        for name in headerParameters { all.append(try components.parameter(name, in: "header")) }
        return all
    }

    private func body() throws(DocumentFault) -> JSONValue? {
        guard let body = notation["body"] else { return nil }
        if let what = body["bytes"] {
            return [
                "required": true, "description": what, "content": ["application/octet-stream": .object([:])],
            ]
        }
        return [
            "required": true, "content": ["application/json": ["schema": try SchemaNotation.expanded(body)]],
        ]
    }

    private func responses(_ components: inout DocumentComponents) throws(DocumentFault) -> JSONValue {
        var responses: [String: JSONValue] = [:]
        for (status, answer) in notation["answers"]?.object ?? [:] {
            responses[status] = try AnswerNotation(status: status, notation: answer).expanded(
                headers: status.hasPrefix("2") ? answerHeaders : ["X-Request-Id"],
                &components
            )
        }
        for status in problems where responses[status] == nil {
            responses[status] = try components.problem(status)
        }
        return .object(responses)
    }

    private var answerHeaders: [String] {
        var headers = ["X-Request-Id"]
        if isChange { headers += ["Assay-Audit-Entry", "Idempotency-Replayed"] }
        if says("revision") { headers.append("ETag") }
        if says("location") { headers.append("Location") }
        return headers
    }

    /// What every operation of this form may be refused with.
    private var problems: [String] {
        if says("open") { return names("problems") }
        var statuses = ["401", "403", "500", "503"] + names("problems")
        if !pathParameters.isEmpty { statuses += ["400", "404", "422"] }
        if !queryParameters.isEmpty || !headerParameters.isEmpty { statuses.append("422") }
        if notation["body"] != nil { statuses += ["400", "404", "413", "422"] }
        if isChange { statuses.append("409") }
        if says("precondition") { statuses.append("412") }
        if hasBytes { statuses.append("507") }
        if says("busy") { statuses.append("429") }
        return statuses
    }
}

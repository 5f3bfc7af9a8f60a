import HTTPAPI
import HTTPTypes
import Identifiers
import Testing

/// Holds one request and its answer against the OpenAPI document: whatever any test sends is checked.
struct DocumentCheck {
    /// Described elsewhere: by MLflow and OpenTelemetry.
    static let foreignPrefixes = ["/api/2.0", "/api/3.0/", "/ajax-api/", "/v1/traces", "/health"]
    /// Headers with a meaning of ours; an answer has them only where the document says so.
    private static let ownHeaders = [
        "Assay-Audit-Entry", "Idempotency-Replayed", "ETag", "Location", "Retry-After", "Content-Digest",
        "Assay-Log-Index", "Content-Range", "Accept-Ranges",
    ]
    private static let ownParameters = [
        "Idempotency-Key", "If-Match", "Assay-Reason", "Content-Digest", "Range",
    ]

    static func isForeign(_ path: String) -> Bool {
        path != "/healthz" && foreignPrefixes.contains { path.hasPrefix($0) }
    }

    let call: Call
    let exchange: Exchange

    func run(_ location: SourceLocation) throws {
        guard !Self.isForeign(call.path) else { return }
        let document = try APIDocument.assembled.get().value
        guard let operation = DescribedOperation(call, in: document) else {
            let refused = [404, 405].contains(exchange.status)
            #expect(refused, "\(call.path) is not in the document", sourceLocation: location)
            return
        }
        var faults = answerFaults(operation)
        if exchange.status < 300 { faults += requestFaults(operation) }
        for fault in faults {
            Issue.record("\(operation.name) gave \(exchange.status): \(fault)", sourceLocation: location)
        }
    }

    // MARK: The answer

    private func answerFaults(_ operation: DescribedOperation) -> [String] {
        guard let response = operation.response(exchange.status) else {
            return ["the status is not in the document"]
        }
        return headerFaults(response, operation.document) + contentFaults(response, operation.document)
    }

    private func headerFaults(_ response: JSONValue, _ document: JSONValue) -> [String] {
        let described = response["headers"]?.object ?? [:]
        let missing = described.filter { name, header in
            header.followed(in: document)["required"] == true && exchange.header(name) == nil
        }
        let strange = Self.ownHeaders.filter { described[$0] == nil && exchange.header($0) != nil }
        return missing.map { "the header \($0.key) is missing" } + strange.map { "it has the header \($0)" }
    }

    private func contentFaults(_ response: JSONValue, _ document: JSONValue) -> [String] {
        guard let content = response["content"]?.object else {
            return exchange.body.isEmpty ? [] : ["the document knows no body"]
        }
        guard let type = exchange.header("Content-Type").map({ String($0.prefix { $0 != ";" }) }) else {
            return ["it has no media type"]
        }
        guard let described = content[type] ?? content["*/*"] else {
            return ["the media type \(type) is not in the document"]
        }
        guard let schema = described["schema"] else { return [] }
        let value: JSONValue
        if type.hasSuffix("json") {
            guard let json = try? exchange.json else { return ["the body is no JSON"] }
            value = json
        } else {
            value = .string(exchange.text)
        }
        return SchemaValidator(document: document, isClosed: true).faults(of: value, against: schema)
    }

    // MARK: The request

    private func requestFaults(_ operation: DescribedOperation) -> [String] {
        let headers = Self.ownParameters.compactMap { name in
            HTTPField.Name(name).flatMap { call.headers[$0] }.map { (name, $0) }
        }
        return parameterFaults(operation.pathValues.map { ($0, $1) }, "path", operation)
            + parameterFaults(call.query, "query", operation)
            + parameterFaults(headers, "header", operation) + bodyFaults(operation)
    }

    private func parameterFaults(
        _ sent: [(String, String)],
        _ place: String,
        _ operation: DescribedOperation
    ) -> [String] {
        let described = operation.parameters(in: place)
        let validator = SchemaValidator(document: operation.document, isClosed: false)
        let missing = described.values.filter { parameter in
            parameter["required"] == true && !sent.contains { $0.0 == parameter["name"]?.string }
        }
        return missing.map { "the parameter \($0["name"]?.string ?? "") is missing" }
            + sent.flatMap { name, text -> [String] in
                guard let schema = described[name]?["schema"] else {
                    return ["the parameter \(name) in the \(place) is not in the document"]
                }
                let faults = Self.readings(of: text).map {
                    validator.faults(of: $0, against: schema, at: name)
                }
                return faults.contains([]) ? [] : faults.last ?? []
            }
    }

    /// What the text of a parameter may mean.
    private static func readings(of text: String) -> [JSONValue] {
        let plain = PercentEncoding.decode(text) ?? text
        let number = Int64(plain).map { [JSONValue.integer($0)] } ?? []
        let truth = Bool(plain).map { [JSONValue.bool($0)] } ?? []
        return number + truth + [.array([.string(plain)]), .string(plain)]
    }

    private func bodyFaults(_ operation: DescribedOperation) -> [String] {
        guard case .bytes(let bytes) = call.body else { return [] }
        guard let body = operation.value["requestBody"] else {
            return bytes.isEmpty || bytes == Array("{}".utf8) ? [] : ["the document knows no body"]
        }
        guard let schema = body["content"]?["application/json"]?["schema"] else { return [] }
        if bytes.isEmpty { return body["required"] == true ? ["the body is missing"] : [] }
        guard let value = try? JSONValue(parsing: bytes) else { return ["the body is no JSON"] }
        return SchemaValidator(document: operation.document, isClosed: true).faults(
            of: value,
            against: schema
        )
    }
}

extension Call {
    /// Names and values of the query, still percent-encoded.
    fileprivate var query: [(String, String)] {
        path.drop { $0 != "?" }.dropFirst().split(separator: "&").map { pair in
            (String(pair.prefix { $0 != "=" }), String(pair.drop { $0 != "=" }.dropFirst()))
        }
    }
}

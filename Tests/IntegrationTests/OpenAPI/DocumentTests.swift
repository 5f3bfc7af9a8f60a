import HTTPAPI
import HTTPTypes
import Identifiers
import Testing

@Suite("The OpenAPI document says what the server does")
struct DocumentTests {
    private static func document() throws -> JSONValue { try APIDocument.assembled.get().value }

    @Test("Every route of ours is in the document, and the document has no other")
    func routes() async throws {
        let described = Set(DescribedOperation.all(in: try Self.document()).keys)
        try await withPlatform { platform in
            let routes = platform.routes.map { $0.replacing("**", with: "{path}") }.filter { route in
                !DocumentCheck.isForeign(String(route.drop { $0 != " " }.dropFirst()))
            }
            #expect(Set(routes).subtracting(described).sorted() == [], "routes that the document lacks")
            #expect(described.subtracting(routes).sorted() == [], "operations that no route serves")
        }
    }

    @Test("It is served to anybody, as JSON")
    func served() async throws {
        try await withPlatform { platform in
            let exchange = try await platform.send(.get("/openapi.json"))
            #expect(exchange.status == 200)
            #expect(try exchange.json == Self.document())
        }
    }

    @Test("Operations have names of their own, a summary, and a tag that the document explains")
    func names() throws {
        let document = try Self.document()
        let tags = Set((document["tags"]?.array ?? []).compactMap { $0["name"]?.string })
        var seen: Set<String> = []
        for (name, operation) in DescribedOperation.all(in: document) {
            let id = try #require(operation["operationId"]?.string)
            #expect(seen.insert(id).inserted, "\(id) is used twice")
            #expect(operation["summary"]?.string?.isEmpty == false, "\(name)")
            #expect(
                operation["tags"]?.array?.allSatisfy { tags.contains($0.string ?? "") } == true,
                "\(name)"
            )
        }
        for tag in document["tags"]?.array ?? [] { #expect(tag["description"]?.string?.isEmpty == false) }
    }

    @Test("References lead somewhere, every schema is used, and every example fits its schema")
    func schemas() throws {
        let document = try Self.document()
        let references = Self.references(in: document)
        for reference in references { #expect(document.resolving(.string(reference)) != nil, "\(reference)") }
        for (name, schema) in document["components"]?["schemas"]?.object ?? [:] {
            #expect(references.contains("#/components/schemas/\(name)"), "\(name) is used by nothing")
            for example in schema["examples"]?.array ?? [] {
                let faults = SchemaValidator(document: document, isClosed: true)
                    .faults(of: example, against: schema)
                #expect(faults == [], "\(name)")
            }
        }
    }

    private static func references(in value: JSONValue) -> Set<String> {
        switch value {
        case .array(let elements): elements.reduce(into: []) { $0.formUnion(references(in: $1)) }
        case .object(let members):
            members.reduce(into: []) { found, member in
                if member.key == "$ref", let path = member.value.string { found.insert(path) }
                found.formUnion(references(in: member.value))
            }
        default: []
        }
    }

    @Test(
        "Whoever asks with a method that the address does not take is told which it takes",
        arguments: [
            ("PUT", "/api/v1/models", "GET, POST"), ("TRACE", "/api/v1/me", "GET"),
            ("DELETE", "/api/v1/models/churn/versions/1/files/a/b", "GET, PUT"), ("POST", "/healthz", "GET"),
        ]
    )
    func methods(method: String, path: String, allowed: String) async throws {
        try await withPlatform { platform in
            let exchange = try await platform.send(Call(method: try #require(.init(method)), path: path))
            #expect(exchange.status == 405)
            #expect(exchange.problem == "method_not_allowed")
            #expect(exchange.header("Allow") == allowed)
        }
    }

    @Test("Under /v1 the same is told as OpenAI's clients read it")
    func methodsOfOpenAI() async throws {
        try await withStage { stage in
            let exchange = try await stage.send(.get("/v1/embeddings"), by: .service)
            #expect(exchange.status == 405)
            #expect(exchange.header("Allow") == "POST")
            #expect(try exchange.json["error"]?["code"] == "method_not_allowed")
            #expect(try exchange.json["error"]?["type"] == "invalid_request_error")
        }
    }
}

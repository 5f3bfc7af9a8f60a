import Access
import Catalog
import HTTPTypes
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/models/{model}/card` and `/api/v1/models/{model}/versions/{version}/card`.
struct CardRoutes: Sendable {
    private static let bytesMax = 1 << 20

    let cards: WriteCard

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("card-schema", use: schema)
        for path in ["models/:model/card", "models/:model/versions/:version/card"] {
            routes.get("\(path)", use: get)
            routes.put("\(path)", use: put)
            routes.get("\(path)/history", use: history)
            routes.get("\(path)/review", use: review)
            routes.post("\(path)/review", use: tryReview)
        }
    }

    private func schema(_ request: Request, _ context: APIContext) async throws -> Response {
        _ = try cards.schema(by: context.requireActor())
        return try Reply.json(WireCardSchema())
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let version = try version(context)
        let page = try await cards.page(
            of: context.resourceName("model"),
            version: version,
            by: context.requireActor()
        )
        let addressed = version == nil ? page.modelCard : page.versionCard
        switch request.uri.queryParameters["format"] ?? "json" {
        case "json": return try Reply.json(WireCardPage(page), revision: addressed?.revision ?? 0)
        case "markdown":
            return Reply.bytes(Array(page.markdown.utf8), type: "text/markdown; charset=utf-8")
        case "html":
            var response = Reply.bytes(Array(page.html.utf8), type: "text/html; charset=utf-8")
            if let name = HTTPField.Name("Content-Security-Policy") {
                response.headers[name] = CardPage.contentSecurityPolicy
            }
            return response
        default: throw InvalidInput("format", "must be json, markdown or html")
        }
    }

    private func put(_ request: Request, _ context: APIContext) async throws -> Response {
        let (document, body) = try await Self.document(request)
        let made = try await cards(
            document,
            of: context.resourceName("model"),
            version: version(context),
            expecting: request.expectedRevision(),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireCardRevision.init), revision: made.value.revision)
    }

    private func history(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await cards.history(
            of: context.resourceName("model"),
            version: version(context),
            page: request.page(),
            by: context.requireActor()
        )
        let wire = Page(items: try page.items.map(WireCardDocument.init), next: page.next)
        return try Reply.page(wire) { $0 }
    }

    /// What the written card lacks.
    private func review(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await cards.page(
            of: context.resourceName("model"),
            version: version(context),
            by: context.requireActor()
        )
        return try Reply.json(WireCardReview(page.review, faults: []))
    }

    /// What a document lacks that nobody has written yet: nothing is kept of it.
    private func tryReview(_ request: Request, _ context: APIContext) async throws -> Response {
        let (document, _) = try await Self.document(request)
        guard document.object != nil else {
            throw InvalidInput("card", "must be an object with the sections of a card")
        }
        _ = try version(context)
        let found = try await cards.review(
            document,
            of: context.resourceName("model"),
            by: context.requireActor()
        )
        return try Reply.json(WireCardReview(found.review, faults: found.faults))
    }

    private func version(_ context: APIContext) throws -> Int? {
        context.parameters.get("version") == nil ? nil : try context.versionNumber()
    }

    private static func document(_ request: Request) async throws -> (JSONValue, [UInt8]) {
        let bytes = try await JSONBody.collect(request, bytesMax: bytesMax)
        do {
            return (try JSONValue(parsing: bytes), bytes)
        } catch {
            throw Problem(.badRequest, "malformed_json", "The body is not valid JSON: \(error)")
        }
    }
}

import Access
import HTTPAPI
import HTTPTypes
import Hummingbird
import Identifiers
import Logging
import OpenAIAPI
import Retrieval
import Workflows

/// The routes over a fake embedder, for an actor with the given roles; nil for nobody.
struct OpenAIServer {
    let router: Router<APIContext>

    init(failure: (any Error)? = nil, roles: Set<RoleName>? = [.employee]) throws {
        let gate = Gate(authorizer: Authorizer(roles: try Self.roleBook())) { Instant(seconds: 0) }
        router = Router(context: APIContext.self)
        router.add(middleware: ProblemReporting())
        router.add(middleware: OpenAIErrorReporting())
        let routes = router.group().add(middleware: ActingAs(roles: roles))
        let models = ModelRoster(
            FakeEmbedder(failure: failure),
            embedders: [FakeEmbedder(name: "nested model", shorterDimensions: .listed([1]))],
            rerankers: [FakeReranker(failure: failure)]
        )
        let usage = UsageJournal(
            store: NoUsageStore(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        OpenAIRoutes(
            services: InferenceServices(models: models, usage: usage, gate: gate),
            servedSince: Instant(seconds: 1_772_409_600),
            presence: ClientPresence()
        )
        .add(to: routes)
    }

    func get(_ path: String) async throws -> Exchange {
        try await Exchange(router, .get, path)
    }

    func post(_ body: String, to path: String = "/v1/embeddings") async throws -> Exchange {
        try await Exchange(
            router,
            .post,
            path,
            headers: [.contentType: "application/json"],
            body: body
        )
    }

    private static func roleBook() throws -> RoleBook {
        let roles = RoleName.allCases.map { name in
            let allow = name == .employee ? #"{"embeddings.create": "any"}"# : "{}"
            return #""\#(name.rawValue)": {"summary": "", "allow": \#(allow)}"#
        }
        return try RoleBook(json: Array(#"{"roles": {\#(roles.joined(separator: ","))}}"#.utf8))
    }
}

/// Nothing is written: nobody flushes.
private struct NoUsageStore: UsageStore {
    func append(_ records: [UsageRecord]) async throws {}
    func sums(_ query: UsageQuery, limit: Int) async throws -> [UsageSum] { [] }
}

/// Stands for authentication.
private struct ActingAs: RouterMiddleware {
    let roles: Set<RoleName>?

    func handle(
        _ request: Request,
        context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let roles else { throw AuthenticationRequired() }
        var context = context
        context.actor = Actor(
            principalID: PrincipalID(at: Instant(seconds: 0), random: UInt64(1), 2),
            kind: .person,
            displayName: "Ann",
            email: nil,
            roles: roles,
            groupIDs: [],
            credential: .operatingSystem
        )
        return try await next(request, context)
    }
}

import Access
import Corpus
import FoundationEssentials
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/sources/{source}/imports`: an export is the request's body; the import runs after the answer.
struct ImportRoutes: Sendable {
    let imports: QueueImport

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("sources/:source/imports", use: list)
        routes.post("sources/:source/imports", use: create)
        routes.get("sources/:source/imports/:id", use: get)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await imports.list(
            ofSource: context.text("source"),
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireImport.init)
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let job = try await imports.get(context.identifier("id", ImportID.self), by: context.requireActor())
        guard job.sourceName == (try context.text("source")) else {
            throw StoreFault.notFound(what: "Import \(job.id)")
        }
        return try Reply.json(WireImport(job))
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = request.uri.queryParameters
        let options = ImportOptions(
            includesDirectMessages: try Self.flag("include_dms", in: request),
            assumesPublicChannels: try Self.flag("assume_public", in: request),
            exportedAt: try request.instant("exported_at")
        )
        let digest = try request.announcedDigest()
        let made = try await imports(
            into: context.text("source"),
            fileName: query["file_name"].map(String.init) ?? "export.zip",
            options: options,
            body: BodyPieces(body: request.body),
            announcedDigest: digest,
            announcedBytes: request.announcedBytes,
            by: context.requireActor(),
            request.context(context, announcing: digest)
        )
        return try Reply.recorded(
            made.map(WireImport.init),
            status: .accepted,
            location: "/api/v1/sources/\(made.value.sourceName)/imports/\(made.value.id)"
        )
    }

    private static func flag(_ name: String, in request: Request) throws -> Bool {
        switch request.uri.queryParameters[Substring(name)] {
        case nil, "false": false
        case "true": true
        default: throw InvalidInput(name, "must be true or false")
        }
    }
}

private struct WireImport: Encodable, Sendable {
    var id: ImportID
    var source: String
    var state: ImportJob.State
    var fileName: String
    var fileDigest: String
    var progressDone: Int64
    var progressTotal: Int64
    var attempts: Int
    var failure: String?
    var report: JSONValue?
    var createdAt: Instant
    var startedAt: Instant?
    var finishedAt: Instant?

    init(_ job: ImportJob) {
        id = job.id
        source = job.sourceName
        state = job.state
        fileName = job.fileName
        fileDigest = "sha256:\(job.contentDigest.hex)"
        progressDone = job.progressDone
        progressTotal = job.progressTotal
        attempts = job.attempts
        failure = job.failure
        report = job.summary.flatMap { try? JSONValue(parsing: $0) }
        createdAt = job.createdAt
        startedAt = job.startedAt
        finishedAt = job.finishedAt
    }
}

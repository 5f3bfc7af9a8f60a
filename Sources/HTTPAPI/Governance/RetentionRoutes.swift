import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/retention`: what went out of use, until when it is kept, and the purge of what no longer is.
struct RetentionRoutes: Sendable {
    let purge: PurgeContents

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("retention", use: report)
        routes.get("retention/:id/purge", use: get)
        routes.post("retention/:id/purge", use: post)
    }

    private func report(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await purge.report(page: request.page(), by: context.requireActor())
        return try Reply.page(page) { WireRetentionItem($0.item, $0.standing) }
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await purge.purge(
            of: context.identifier("id", ModelVersionID.self),
            by: context.requireActor()
        )
        return try Reply.json(WirePurge(found))
    }

    private func post(_ request: Request, _ context: APIContext) async throws -> Response {
        let made = try await purge(
            context.identifier("id", ModelVersionID.self),
            by: context.requireActor(),
            request.context(context)
        )
        return try Reply.recorded(made.map(WirePurge.init), status: .created)
    }
}

private struct WireRetentionItem: Encodable, Sendable {
    /// What the purge is asked for by: names may be in use again.
    var id: ModelVersionID
    var model: ResourceName
    var version: Int
    var riskClass: RiskClass
    var ending: RetentionItem.Ending
    var endedAt: Instant
    /// `kept`, `held`, `purgeable` or `purged`.
    var standing: String
    /// Null while it is kept for ever, or while nothing but a hold keeps it.
    var keptUntil: Instant?
    var isHeld: Bool
    var purgedAt: Instant?
    var fileCount: Int
    var sizeBytes: Int64

    init(_ item: RetentionItem, _ standing: RetentionItem.Standing) {
        id = item.versionID
        model = item.modelName
        version = item.versionNumber
        riskClass = item.riskClass
        ending = item.ending
        endedAt = item.endedAt
        self.standing = standing.word
        switch standing {
        case .kept(let until): keptUntil = until
        case .purgeable(let since): keptUntil = since
        case .held, .purged: keptUntil = nil
        }
        isHeld = item.isHeld
        purgedAt = item.purgedAt
        fileCount = item.fileCount
        sizeBytes = item.sizeBytes
    }
}

private struct WirePurge: Encodable, Sendable {
    struct File: Encodable, Sendable {
        var path: FilePath
        var digest: String
        var sizeBytes: Int64
    }

    var versionId: ModelVersionID
    var model: ResourceName
    var version: Int
    var manifestDigest: String?
    var keptUntil: Instant
    var purgedAt: Instant
    var purgedBy: PrincipalID
    var files: [File]

    init(_ purge: Purge) {
        versionId = purge.versionID
        model = purge.modelName
        version = purge.versionNumber
        manifestDigest = purge.manifestDigest.map { "sha256:\($0.hex)" }
        keptUntil = purge.keptUntil
        purgedAt = purge.purgedAt
        purgedBy = purge.purgedBy
        files = purge.files.map {
            File(path: $0.path, digest: "sha256:\($0.digest.hex)", sizeBytes: $0.sizeBytes)
        }
    }
}

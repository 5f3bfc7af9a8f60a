import Access
import Catalog
import HTTPTypes
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/artifacts/restrictions/{root}` and `/api/v1/artifacts/quotas`: who may use a root, how much a team may keep.
struct RestrictionRoutes: Sendable {
    let restrict: RestrictArtifacts

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("artifacts/restrictions/**", use: get)
        routes.put("artifacts/restrictions/**", use: put)
        routes.get("artifacts/quotas", use: quotas)
        routes.put("artifacts/quotas/:team", use: setQuota)
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let restriction = try await restrict.restriction(
            of: context.artifactRoot(),
            by: context.requireActor()
        )
        return try Reply.json(WireRestriction(restriction))
    }

    private func put(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, bytes) = try await JSONBody.decodeKeepingBytes(Restriction.self, from: request)
        let made = try await restrict.restrict(
            context.artifactRoot(),
            toGroups: input.groups,
            by: context.requireActor(),
            request.context(context, body: bytes)
        )
        return try Reply.recorded(made.map(WireRestriction.init))
    }

    private func quotas(_ request: Request, _ context: APIContext) async throws -> Response {
        let quotas = try await restrict.quotas(by: context.requireActor())
        return try Reply.json(WireQuotas(items: quotas.map(WireQuota.init)))
    }

    private func setQuota(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, bytes) = try await JSONBody.decodeKeepingBytes(NewQuota.self, from: request)
        let made = try await restrict.setQuota(
            ofTeam: context.text("team"),
            bytesMax: input.bytesMax,
            by: context.requireActor(),
            request.context(context, body: bytes)
        )
        return try Reply.recorded(made.map(WireQuota.init))
    }
}

extension APIContext {
    fileprivate func artifactRoot() throws -> ArtifactRoot {
        let location = try artifactLocation()
        guard location.path == nil else {
            throw InvalidInput("root", "must end with /artifacts: a restriction is for a whole root")
        }
        return location.root
    }
}

private struct Restriction: WireInput {
    enum Fields: String, CodingKey, CaseIterable { case groups }
    typealias CodingKeys = Fields

    /// Names; none lifts the restriction.
    var groups: [String]
}

private struct NewQuota: WireInput {
    enum Fields: String, CodingKey, CaseIterable { case bytesMax = "bytes_max" }
    typealias CodingKeys = Fields

    /// Null lifts the quota.
    var bytesMax: Int64?
}

private struct WireRestriction: Encodable, Sendable {
    var root: String
    var groups: [String]

    init(_ restriction: ArtifactRestriction) {
        root = restriction.root.path
        groups = restriction.groupNames
    }
}

private struct WireQuotas: Encodable {
    var items: [WireQuota]
}

private struct WireQuota: Encodable, Sendable {
    var team: String
    var bytesMax: Int64?
    var bytesUsed: Int64

    init(_ quota: StorageQuota) {
        team = quota.teamName
        bytesMax = quota.bytesMax
        bytesUsed = quota.bytesUsed
    }
}

import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// What happened to models and versions: `…/lifecycle`, `…/aliases/history`, `…/transfers`, `…/names`.
struct HistoryRoutes: Sendable {
    let history: ReadHistory

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("models/:model/versions/:version/lifecycle", use: lifecycle)
        routes.get("models/:model/aliases/history", use: ofModel(history.aliasMoves(of:page:by:)))
        routes.get("models/:model/transfers", use: ofModel(history.transfers(of:page:by:)))
        routes.get("models/:model/names", use: ofModel(history.names(of:page:by:)))
    }

    private func lifecycle(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await history.lifecycle(
            ofVersion: context.versionNumber(),
            of: context.modelReference("model"),
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireHistoryEntry.init)
    }

    /// A page of a history that a model has one of.
    private func ofModel<Event>(
        _ read:
            @escaping @Sendable (ModelReference, PageRequest, Actor) async throws -> Page<
                HistoryEntry<Event>
            >
    ) -> @Sendable (Request, APIContext) async throws -> Response {
        { request, context in
            let page = try await read(
                context.modelReference("model"),
                request.page(),
                context.requireActor()
            )
            return try Reply.page(page, WireHistoryEntry.init)
        }
    }
}

/// One entry of a history: who, when, why, and the audit entry that proves it.
private struct WireHistoryEntry<Event: Hashable & Sendable & Codable>: Encodable, Sendable {
    var effectID: EffectID
    var change: Event
    var reason: String?
    var changedAt: Instant
    var changedBy: PrincipalID
    var changedByName: String

    init(_ entry: HistoryEntry<Event>) {
        effectID = entry.effectID
        change = entry.event
        reason = entry.reason
        changedAt = entry.changedAt
        changedBy = entry.changedBy
        changedByName = entry.changedByName
    }
}

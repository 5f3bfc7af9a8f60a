package import Access
package import Catalog
import Identifiers

/// Says what of retired models may be let go when, and lets it go. Provenance and audit entries always stay.
package struct PurgeContents: Sendable {
    private let retention: any RetentionStore
    private let rules: RetentionRules
    private let gate: Gate

    package init(retention: any RetentionStore, rules: RetentionRules, gate: Gate) {
        self.retention = retention
        self.rules = rules
        self.gate = gate
    }

    /// Versions out of use with what may become of their files now.
    package func report(
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<(item: RetentionItem, standing: RetentionItem.Standing)> {
        try gate.check(actor, .modelsRead, on: Resource(.model))
        let (found, now) = (try await retention.retentionItems(page: page), gate.now)
        return Page(items: found.items.map { ($0, $0.standing(at: now, under: rules)) }, next: found.next)
    }

    package func callAsFunction(
        _ id: ModelVersionID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Purge> {
        let item = try await retention.retentionItem(id)
        let name = item.map { "\($0.modelName)/\($0.versionNumber)" } ?? id.description
        let resource = Resource(.modelVersion, name: name, teamID: item?.ownerTeamID)
        let grant = try gate.grant(actor, .versionsRetire, on: resource, request)
        guard let item else { throw StoreFault.notFound(what: "A version \(id) that is out of use") }
        switch item.standing(at: gate.now, under: rules) {
        case .purged(let at):
            throw StoreFault.conflict(detail: "The files of \(name) were purged at \(at.rfc3339).")
        case .held:
            throw StoreFault.conflict(
                detail: "\(name) is under a legal hold: nothing of it may be lost until the hold is released."
            )
        case .kept(let until):
            let limit = until.map { "until \($0.rfc3339)" } ?? "for ever"
            throw StoreFault.conflict(
                detail:
                    "The files of \(name) must be kept \(limit): its risk class is \(item.riskClass.rawValue)."
            )
        case .purgeable(let since): return try await retention.purge(item, keptUntil: since, under: grant)
        }
    }

    /// What was let go of a version.
    package func purge(of id: ModelVersionID, by actor: Actor) async throws -> Purge {
        try gate.check(actor, .modelsRead, on: Resource(.model))
        guard let found = try await retention.purge(of: id) else {
            throw StoreFault.notFound(what: "A purge of version \(id)")
        }
        return found
    }
}

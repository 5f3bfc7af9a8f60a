package import Access
package import Catalog
package import Identifiers

/// Takes models and versions out of use for good, and lays and lifts legal holds.
package struct RetireModel: Sendable {
    private let retention: any RetentionStore
    private let catalog: any CatalogStore
    private let gate: Gate

    package init(retention: any RetentionStore, catalog: any CatalogStore, gate: Gate) {
        self.retention = retention
        self.catalog = catalog
        self.gate = gate
    }

    /// `successor` is `NAME` or `NAME/VERSION`; `effectiveAt` nil means now.
    package func callAsFunction(
        _ model: ResourceName,
        version: Int?,
        reason: String,
        successor: String?,
        effectiveAt: Instant?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Retirement> {
        let found = try await catalog.model(named: model)
        let part = version.map { "/\($0)" } ?? ""
        let grant = try gate.grant(
            actor,
            version == nil ? .modelsRetire : .versionsRetire,
            on: Resource(version == nil ? .model : .modelVersion, named: model, part: part, of: found),
            request
        )
        var check = InputCheck()
        let reason = check.text("reason", reason, 1...2_000)
        let named = successor.flatMap(Self.successor)
        if successor != nil, named == nil {
            check.fault("successor", "must be the NAME of a model or NAME/VERSION")
        }
        if let effectiveAt, effectiveAt > gate.now {
            check.fault("date", "must not be in the future; deprecate it now and retire it then")
        }
        try check.finish()
        let draft = RetirementDraft(reason: reason, successor: named, effectiveAt: effectiveAt)
        return try await retention.retire(model, version: version, draft, under: grant)
    }

    package func retirement(of model: ResourceName, version: Int?, by actor: Actor) async throws -> Retirement
    {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: model.text))
        guard let found = try await retention.retirement(of: model, version: version) else {
            let what = version.map { "version \($0) of model \(model)" } ?? "model \(model)"
            throw StoreFault.notFound(what: "A retirement of \(what)")
        }
        return found
    }

    package func placeHold(
        on model: ResourceName,
        version: Int?,
        reason: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<LegalHold> {
        let grant = try await grantHold(on: model, by: actor, request)
        var check = InputCheck()
        let reason = check.text("reason", reason, 1...2_000)
        try check.finish()
        return try await retention.placeHold(on: model, version: version, reason: reason, under: grant)
    }

    package func releaseHold(
        _ id: LegalHoldID,
        on model: ResourceName,
        reason: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<LegalHold> {
        let grant = try await grantHold(on: model, by: actor, request)
        var check = InputCheck()
        let reason = check.text("reason", reason, 1...2_000)
        try check.finish()
        return try await retention.releaseHold(id, on: model, reason: reason, under: grant)
    }

    package func holds(on model: ResourceName, by actor: Actor) async throws -> [LegalHold] {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: model.text))
        guard try await catalog.model(named: model) != nil else {
            throw StoreFault.notFound(what: "Model \(model)")
        }
        return try await retention.holds(on: model)
    }

    private func grantHold(
        on model: ResourceName,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Grant {
        let found = try await catalog.model(named: model)
        return try gate.grant(actor, .modelsHold, on: Resource(.model, named: model, of: found), request)
    }

    private static func successor(_ text: String) -> RetirementDraft.Successor? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = try? ResourceName(String(parts[0])), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return .init(model: name, version: nil) }
        guard let number = Int(parts[1]), (1...Int(Int32.max)).contains(number) else { return nil }
        return .init(model: name, version: number)
    }
}

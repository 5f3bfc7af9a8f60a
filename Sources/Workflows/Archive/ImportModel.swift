package import Access
package import Catalog
import Identifiers

/// Makes a model from an archive of another platform, whole or not at all.
///
/// What the origin says of itself stays its claim: its audit entries, runs and history are kept as they came and are never mixed with what happened here. Aliases and lifecycles are not taken over, for they mean promotion.
package struct ImportModel: Sendable {
    private let store: any ArchiveStore
    private let catalog: any CatalogStore
    private let contents: any ArtifactContentStore
    private let claims: any ContentClaims
    private let owners: FindOwners
    private let gate: Gate

    package init(
        store: any ArchiveStore,
        catalog: any CatalogStore,
        contents: any ArtifactContentStore,
        claims: any ContentClaims,
        owners: FindOwners,
        gate: Gate
    ) {
        self.store = store
        self.catalog = catalog
        self.contents = contents
        self.claims = claims
        self.owners = owners
        self.gate = gate
    }

    /// - Parameters:
    ///   - name: What to call it here; nil for its name in the archive.
    ///   - accountable: E-mail of the person who answers for it here.
    package func callAsFunction<Body: AsyncSequence & Sendable>(
        _ body: Body,
        as name: String?,
        ownerTeam: String,
        accountable: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<ModelOrigin> where Body.Element == [UInt8] {
        let team = try await owners.team(named: ownerTeam)
        let resource = Resource(.model, name: name ?? "an archive", teamID: team?.id)
        let grant = try gate.grant(actor, .modelsImport, on: resource, request)
        var check = InputCheck()
        let given = name.flatMap { check.name("name", $0) }
        if team == nil { check.fault("owner_team", "names no team; ask an administrator to create it") }
        let person = try await owners.person(email: accountable)
        if person == nil { check.fault("accountable", "must be the e-mail of an active person") }
        try check.finish()
        guard let team, let person else { throw InvalidInput([]) }
        if let given { try await requireFree(given) }
        var intake = ArchiveIntake(contents: contents, claims: claims, team: team.id, now: gate.now)
        do {
            for try await piece in body { try await intake.take(piece) }
            let imported = try ArchiveCheck(intake: intake, now: gate.now)
                .read(as: given, owner: team.id, accountable: person.id)
            try await requireFree(imported.draft.name)
            let made = try await store.importModel(imported, under: grant)
            await release(intake.claimed)
            return made
        } catch {
            await intake.abandon()
            await release(intake.claimed)
            throw error
        }
    }

    package func origin(
        of model: ResourceName,
        by actor: Actor
    ) async throws -> (origin: ModelOrigin, members: [ArchiveMember]) {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: model.text))
        guard let origin = try await store.origin(of: model) else {
            throw StoreFault.notFound(what: "An origin of model \(model) outside of this platform")
        }
        return (origin, try await store.originMembers(of: model))
    }

    /// A document of the origin as it came: a claim, and one that may hold entries of its audit log.
    package func claim(
        _ path: FilePath,
        of model: ResourceName,
        by actor: Actor
    ) async throws -> (member: ArchiveMember, content: any ContentReader) {
        try gate.check(actor, .modelsExport, on: Resource(.model, name: model.text))
        if path.text.hasPrefix("audit/entries/") || path.text.contains("/audit/entries/") {
            try gate.check(actor, .auditRead, on: Resource(.auditLog))
        }
        let members = try await store.originMembers(of: model)
        guard let member = members.first(where: { $0.path == path.text }) else {
            throw StoreFault.notFound(what: "Claim \(path.text) about model \(model)")
        }
        return (member, try await contents.open(member.digest))
    }

    private func requireFree(_ name: ResourceName) async throws {
        guard try await catalog.model(named: name) == nil else {
            throw StoreFault.conflict(
                detail: "Model \"\(name)\" exists already. Import it under another name with ?name=."
            )
        }
    }

    private func release(_ made: [ContentClaimID]) async {
        let claims = claims
        // In a task of its own: a cancelled request releases its claims too. What fails is forgotten after a day.
        await Task { for claim in made { try? await claims.release(claim) } }.value
    }
}

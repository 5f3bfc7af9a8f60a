package import Access
package import Catalog

/// Registers a model for a client that knows names, descriptions and tags only, as MLflow's do.
///
/// The owner is the team that the tag `assay.owner_team` names, else the first of the actor's teams by name, else nobody:
/// the team `unassigned`. The person who registers is accountable; for a program it is the person whose e-mail the tag
/// `assay.accountable` holds, else the person who belongs longest to the platform of those in the team. Nobody has said
/// what the model is for and how much harm it can do: its purpose is empty and its risk class `unclassified`.
package struct RegisterForClient: Sendable {
    package static let teamKey = "assay.owner_team"
    package static let accountableKey = "assay.accountable"

    private let catalog: any CatalogStore
    private let registry: any RegistryStore
    private let owners: FindOwners
    private let gate: Gate

    package init(catalog: any CatalogStore, registry: any RegistryStore, owners: FindOwners, gate: Gate) {
        self.catalog = catalog
        self.registry = registry
        self.owners = owners
        self.gate = gate
    }

    package func callAsFunction(
        _ name: ResourceName,
        description: String,
        tags: [RegistryTag],
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Model> {
        let tags = RegistryTag.merged(tags)
        let wanted = tags.first { $0.key == Self.teamKey }?.value
        let home = try await home(of: actor, wanted)
        let isUnassigned = home.teamName == Group.unassignedName
        let grant = try gate.grant(
            actor,
            .modelsCreate,
            on: Resource(
                .model,
                name: name.text,
                ownerID: isUnassigned ? actor.principalID : nil,
                teamID: home.teamID
            ),
            request
        )
        guard tags.count <= RegistryTag.countMax else {
            throw InvalidInput("tags", "must be at most \(RegistryTag.countMax)")
        }
        var check = InputCheck()
        let text = check.text("description", description, 0...20_000)
        try check.finish()
        let accountable = try await accountable(actor, tags, home)
        let draft = ModelDraft(
            name: name,
            ownerTeamID: home.teamID,
            accountableID: accountable.id,
            purpose: "",
            riskClass: .unclassified,
            description: text,
            tags: tags,
            ownerNames: accountable.name.map { .init(team: home.teamName, accountable: $0) }
        )
        return try await catalog.createModel(draft, under: grant)
    }

    /// For a person the actor says it all, unless a team was named.
    private func home(of actor: Actor, _ wanted: String?) async throws -> RegistryHome {
        if wanted == nil, actor.kind == .person, let first = actor.firstGroup {
            return RegistryHome(teamID: first.id, teamName: first.name, personID: nil)
        }
        if let found = try await registry.home(among: actor.groupIDs, preferring: wanted),
            wanted == nil || found.teamName == wanted
        {
            return found
        }
        let name = wanted ?? Group.unassignedName
        guard let team = try await owners.team(named: name) else {
            throw InvalidInput(
                "tags.\(Self.teamKey)",
                "names no team; name one of yours or leave the tag out"
            )
        }
        return RegistryHome(teamID: team.id, teamName: team.name, personID: nil)
    }

    /// The name is nil when nobody has read it.
    private func accountable(_ actor: Actor, _ tags: [RegistryTag], _ home: RegistryHome) async throws
        -> (id: PrincipalID, name: String?)
    {
        if let email = tags.first(where: { $0.key == Self.accountableKey })?.value {
            if let person = try await owners.person(email: email) { return (person.id, person.displayName) }
            throw InvalidInput("tags.\(Self.accountableKey)", "must be the e-mail of an active person")
        }
        if actor.kind == .person { return (actor.principalID, actor.displayName) }
        if let person = home.personID { return (person, nil) }
        throw InvalidInput(
            "tags.\(Self.accountableKey)",
            "is required: a program cannot answer for a model, and its team has no person; name one by e-mail"
        )
    }
}

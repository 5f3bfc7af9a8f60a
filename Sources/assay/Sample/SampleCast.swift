import Access
import Persistence
import Workflows

/// The people, services and teams of the sample company.
struct SampleCast: Sendable {
    let manifest: SampleManifest
    let stores: Stores

    /// The first administrator makes everybody else; each gets a token.
    func create() async throws -> SampleTokens {
        guard let admin = manifest.people.first(where: { $0.role == .admin }) else {
            throw SettingFaults(["sample-workspace: nobody has the role admin"])
        }
        let started = try await InitializePlatform(principals: stores.principals, gate: stores.gate)(
            adminEmail: admin.email,
            displayName: admin.name,
            request: Self.request("init")
        )
        var tokens = [
            SampleTokens.Entry(name: admin.name, role: admin.role.rawValue, token: started.token.secret)
        ]
        var members: [String: [PrincipalID]] = [:]
        for team in admin.teams { members[team, default: []].append(started.admin.id) }
        let actor = try await self.actor(email: admin.email)
        for person in manifest.people where person.email != admin.email {
            let draft = PrincipalDraft(
                kind: .person,
                email: person.email,
                displayName: person.name,
                roles: [person.role]
            )
            let made = try await make(draft, teams: person.teams, by: actor, &members)
            tokens.append(.init(name: person.name, role: person.role.rawValue, token: made))
        }
        for service in manifest.services {
            let draft = PrincipalDraft(
                kind: .service,
                email: nil,
                displayName: service.name,
                roles: [service.role]
            )
            let made = try await make(draft, teams: service.teams, by: actor, &members)
            tokens.append(.init(name: service.name, role: service.role.rawValue, token: made))
        }
        for team in manifest.teams {
            _ = try await ManageGroups(principals: stores.principals, gate: stores.gate).create(
                GroupDraft(name: team, memberIDs: members[team] ?? [], roles: []),
                by: actor,
                Self.request("team-\(team)")
            )
        }
        return SampleTokens(entries: tokens)
    }

    private func make(
        _ draft: PrincipalDraft,
        teams: [String],
        by actor: Actor,
        _ members: inout [String: [PrincipalID]]
    ) async throws -> String {
        let made = try await ManagePrincipals(principals: stores.principals, gate: stores.gate).create(
            draft,
            by: actor,
            Self.request("principal")
        )
        for team in teams { members[team, default: []].append(made.value.id) }
        let issued = try await ManageTokens(principals: stores.principals, gate: stores.gate).create(
            for: made.value.id,
            label: "sample",
            lifetimeDays: 90,
            by: actor,
            Self.request("token")
        )
        return issued.token.secret
    }

    /// The person as an actor, with the roles held now.
    func actor(email: String) async throws -> Actor {
        guard let principal = try await stores.principals.principal(email: email),
            let actor = try await stores.principals.actor(forQueuedWorkOf: principal.id)
        else { throw SettingFaults(["sample-workspace: \(email) is nobody here"]) }
        return actor
    }

    static func request(_ step: String) -> RequestContext {
        RequestContext(requestID: "sample-\(step)", reason: "sample workspace")
    }
}

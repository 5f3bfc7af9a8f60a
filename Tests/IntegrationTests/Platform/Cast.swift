import Access
import Identifiers
import Testing
import Workflows

/// The persons of the tests with their tokens and teams, made over the API.
struct Cast: Sendable {
    static let team = "risk"
    static let otherTeam = "pricing"

    private(set) var tokens: [Person: String] = [:]
    private(set) var ids: [Person: PrincipalID] = [:]
    private(set) var teamID: GroupID?

    init(_ platform: TestPlatform) async throws {
        let made = try await InitializePlatform(principals: platform.principals, gate: platform.gate)(
            adminEmail: "admin@example.com",
            displayName: "admin",
            request: RequestContext(requestID: "init")
        )
        tokens[.admin] = made.token.secret
        ids[.admin] = made.admin.id
        for person in Person.allCases where person != .admin && person != .nobody {
            try await add(person, platform)
        }
        teamID = try await addTeam(Self.team, Person.allCases.filter(\.isInOwningTeam), platform)
        _ = try await addTeam(Self.otherTeam, [.otherEngineer], platform)
    }

    func token(_ person: Person) -> String? { tokens[person] }

    func id(_ person: Person) throws -> PrincipalID { try #require(ids[person]) }

    private mutating func add(_ person: Person, _ platform: TestPlatform) async throws {
        let role = try #require(person.role)
        var fields: [String: JSONValue] = [
            "kind": person == .service ? "service" : "person", "display_name": .string(person.rawValue),
            "roles": [.string(role.rawValue)],
        ]
        if let email = person.email { fields["email"] = .string(email) }
        let id = try await Self.addPrincipal(fields, by: tokens[.admin], platform)
        ids[person] = id
        tokens[person] = try await Self.addToken(for: id, by: tokens[.admin], platform).secret
    }

    static func addPrincipal(
        _ fields: [String: JSONValue],
        by token: String?,
        _ platform: TestPlatform
    ) async throws -> PrincipalID {
        let made = try await platform.send(.post("/api/v1/principals", .object(fields)), as: token)
        return try made.id()
    }

    static func addToken(
        for id: PrincipalID,
        days: Int64 = 30,
        by token: String?,
        _ platform: TestPlatform
    ) async throws -> (id: String, secret: String) {
        let fields: JSONValue = [
            "label": "test", "principal": .string("\(id)"), "expires_in_days": .integer(days),
        ]
        let made = try await platform.send(.post("/api/v1/tokens", fields), as: token)
        return (try #require(try made.json["id"]?.string), try #require(try made.json["token"]?.string))
    }

    private func addTeam(_ name: String, _ members: [Person], _ platform: TestPlatform) async throws
        -> GroupID
    {
        let fields: JSONValue = [
            "name": .string(name), "members": .array(members.compactMap { ids[$0] }.map { .string("\($0)") }),
        ]
        let made = try await platform.send(.post("/api/v1/groups", fields), as: tokens[.admin])
        return try made.id()
    }
}

import Identifiers
import Testing

@testable import Access

@Suite("Authorization")
struct AuthorizerTests {
    private static let now = Instant(seconds: 1_767_225_600)
    private static let me = PrincipalID.new(at: now)
    private static let other = PrincipalID.new(at: now)
    private static let myTeam = GroupID.new(at: now)
    private static let otherTeam = GroupID.new(at: now)

    private static func actor(_ roles: Set<RoleName>) -> Actor {
        Actor(
            principalID: me,
            kind: .person,
            displayName: "Ada",
            email: nil,
            roles: roles,
            groupIDs: [myTeam],
            credential: .operatingSystem
        )
    }

    private static func allows(_ condition: String, on resource: Resource) throws -> AccessDenied.Reason? {
        let book = try RoleBook(json: RoleDocument(allowing: [.employee: ["models.update": condition]]).json)
        do {
            try Authorizer(roles: book).check(actor([.employee]), .modelsUpdate, on: resource)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test("`any` reaches everything, whoever owns it")
    func any() throws {
        for resource in Self.resources { #expect(try Self.allows("any", on: resource) == nil) }
    }

    @Test("`team` reaches what one's team or oneself owns, and nothing without an owner")
    func team() throws {
        let denied: AccessDenied.Reason? = .notInOwningTeam
        #expect(
            try Self.resources.map { try Self.allows("team", on: $0) } == [denied, nil, denied, nil, denied]
        )
    }

    @Test("`own` reaches what one owns oneself, not what one's team owns")
    func own() throws {
        let denied: AccessDenied.Reason? = .notOwner
        #expect(
            try Self.resources.map { try Self.allows("own", on: $0) } == [
                denied, denied, denied, nil, denied,
            ]
        )
    }

    /// Nobody's, my team's, another team's, mine, another's.
    private static let resources = [
        Resource(.model), Resource(.model, teamID: myTeam), Resource(.model, teamID: otherTeam),
        Resource(.model, ownerID: me), Resource(.model, ownerID: other),
    ]

    @Test("Nothing is allowed by default", arguments: Action.allCases)
    func deniesByDefault(action: Action) throws {
        let authorizer = Authorizer(roles: try RoleBook(json: RoleDocument(allowing: [:]).json))
        let mine = Resource(action.resourceKind, ownerID: Self.me, teamID: Self.myTeam)
        #expect(throws: AccessDenied.self) {
            try authorizer.check(Self.actor(Set(RoleName.allCases)), action, on: mine)
        }
        #expect(throws: AccessDenied.self) { try authorizer.check(Self.actor([]), action, on: mine) }
    }

    @Test("An action on a resource of the wrong kind is denied whatever the role", arguments: Action.allCases)
    func deniesWrongKind(action: Action) throws {
        let everything = Dictionary(uniqueKeysWithValues: Action.allCases.map { ($0.rawValue, "any") })
        let authorizer = Authorizer(
            roles: try RoleBook(json: RoleDocument(allowing: [.admin: everything]).json)
        )
        for kind in ResourceKind.allCases {
            let reason: AccessDenied.Reason?
            do {
                try authorizer.check(Self.actor([.admin]), action, on: Resource(kind))
                reason = nil
            } catch { reason = error.reason }
            #expect(reason == (kind == action.resourceKind ? nil : .wrongResource))
        }
    }

    @Test("The widest of several roles counts")
    func widest() throws {
        let book = try RoleBook(
            json: RoleDocument(allowing: [
                .employee: ["models.update": "own"], .service: ["models.update": "team"], .reviewer: [:],
            ]).json
        )
        #expect(book.widestCondition(for: .modelsUpdate, among: [.employee, .reviewer]) == .own)
        #expect(book.widestCondition(for: .modelsUpdate, among: [.employee, .service]) == .team)
        #expect(book.widestCondition(for: .modelsUpdate, among: [.reviewer]) == nil)
        #expect(book.widestCondition(for: .modelsUpdate, among: []) == nil)
    }

    @Test("A grant says who was allowed what, on what, in which request")
    func grantCarriesTheDecision() throws {
        let book = try RoleBook(json: RoleDocument(allowing: [.employee: ["models.create": "any"]]).json)
        let resource = Resource(.model, name: "fraud")
        let request = RequestContext(requestID: "r-1", reason: "quarterly retraining")
        let grant = try Authorizer(roles: book).grant(
            Self.actor([.employee]),
            .modelsCreate,
            on: resource,
            request: request,
            at: Self.now
        )
        #expect(grant.actor == Self.actor([.employee]))
        #expect(grant.action == .modelsCreate)
        #expect(grant.resource == resource)
        #expect(grant.request == request)
        #expect(grant.grantedAt == Self.now)
    }

    @Test("A denial names the action and the roles held, not the resource")
    func denialIsSafe() throws {
        let authorizer = Authorizer(roles: try RoleBook(json: RoleDocument(allowing: [:]).json))
        do {
            try authorizer.check(
                Self.actor([.employee, .reviewer]),
                .modelsRead,
                on: Resource(.model, name: "secret-plan")
            )
            Issue.record("it was allowed")
        } catch {
            #expect(error.description.contains("models.read"))
            #expect(error.description.contains("employee, reviewer"))
            #expect(!error.description.contains("secret-plan"))
        }
    }
}

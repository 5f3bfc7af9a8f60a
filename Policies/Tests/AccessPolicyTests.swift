import Access
import Foundation
import TestSupport
import Testing

@testable import PolicyLibrary

@Suite("The shipped policy")
struct AccessPolicyTests {
    private static func permissions(of role: RoleName) throws -> [Action: RoleBook.Condition] {
        try #require(try AccessPolicy.roles().roles[role]).permissions
    }

    @Test("The shipped roles load, each with a summary")
    func loads() throws {
        let book = try AccessPolicy.roles()
        #expect(Set(book.roles.keys) == Set(RoleName.allCases))
        for role in RoleName.allCases { #expect(book.roles[role]?.summary.isEmpty == false) }
    }

    @Test("The table for people says what the roles say")
    func matrixIsCurrent() throws {
        try GoldenFile("../access-matrix.md").expect(AccessMatrix.markdown(of: try AccessPolicy.roles()))
    }

    @Test("The table has a row for every action and a column for every role", arguments: Action.allCases)
    func matrixIsComplete(action: Action) throws {
        let lines = AccessMatrix.markdown(of: try AccessPolicy.roles()).split(separator: "\n")
        let name = action.rawValue + (action.isMutation ? " *" : "")
        let rows = lines.filter { $0.hasPrefix("| \(action.resourceKind.rawValue) | \(name) |") }
        #expect(rows.count == 1)
        let cells = rows.first?.split(separator: "|").dropFirst(2).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        #expect(cells?.count == RoleName.allCases.count)
        #expect(Set(cells ?? []).isSubset(of: ["yes", "team", "own", "-"]))
    }

    @Test("Every action is allowed to somebody", arguments: Action.allCases)
    func everyActionIsReachable(action: Action) throws {
        #expect(try AccessPolicy.roles().widestCondition(for: action, among: Set(RoleName.allCases)) != nil)
    }

    @Test("Whoever grants access does not change models")
    func dutiesAreSeparated() throws {
        let admin = try Self.permissions(of: .admin)
        let changesOfTheCatalog: [Action] = [
            .modelsCreate, .modelsUpdate, .versionsCreate, .versionsSeal, .filesWrite, .datasetsCreate,
            .datasetsUpdate, .lineageWrite,
        ]
        for action in changesOfTheCatalog { #expect(admin[action] == nil, "\(action.rawValue)") }
        for role in RoleName.allCases where role != .admin {
            let permissions = try Self.permissions(of: role)
            for action in [Action.principalsManage, .groupsManage, .rolesAssign] {
                #expect(permissions[action] == nil, "\(role.rawValue) \(action.rawValue)")
            }
        }
    }

    @Test(
        "A reviewer and an employee change nothing but their own tokens",
        arguments: [RoleName.reviewer, .employee]
    )
    func readersOnlyRead(role: RoleName) throws {
        let changes = try Self.permissions(of: role).filter { $0.key.isMutation }
        #expect(changes == [.tokensCreate: .own, .tokensRevoke: .own])
    }

    @Test("An employee registers no model, reads no files and no audit trail")
    func employee() throws {
        let employee = try Self.permissions(of: .employee)
        for action in [Action.modelsCreate, .filesRead, .auditRead, .principalsRead, .metricsRead] {
            #expect(employee[action] == nil, "\(action.rawValue)")
        }
        #expect(employee[.answersAsk] == .any)
    }

    @Test(
        "Engineers and services change only what their team owns, and make new things of their own anywhere",
        arguments: [RoleName.mlEngineer, .service]
    )
    func makersStayInTheirTeam(role: RoleName) throws {
        let makings: Set<Action> = [.experimentsCreate, .runsCreate, .tracesWrite]
        for (action, condition) in try Self.permissions(of: role)
        where action.isMutation && !makings.contains(action) {
            #expect(condition != .any, "\(action.rawValue)")
        }
    }

    @Test("A service asks no questions over conversations")
    func serviceDoesNotAsk() throws {
        #expect(try Self.permissions(of: .service)[.answersAsk] == nil)
    }
}

@Suite("A folder of the operator's own policies")
struct PolicyFolderTests {
    @Test("The folder's roles are taken, not the shipped ones")
    func reads() async throws {
        try await withTemporaryFolder { folder in
            let entries = RoleName.allCases.map { "\"\($0.rawValue)\": {\"summary\": \"s\", \"allow\": {}}" }
            let json = "{\"roles\": {\(entries.joined(separator: ","))}}"
            try Data(json.utf8).write(to: folder.url(AccessPolicy.fileName))
            let book = try AccessPolicy.roles(from: folder.path)
            let isEmpty = book.roles.values.allSatisfy { $0.permissions.isEmpty }
            #expect(isEmpty)
        }
    }

    @Test("A folder without the file is an error, never the shipped roles")
    func missing() async throws {
        try await withTemporaryFolder { folder in
            #expect(throws: PolicyFileMissing.self) { try AccessPolicy.roles(from: folder.path) }
        }
    }

    @Test("A folder with a damaged file is an error")
    func damaged() async throws {
        try await withTemporaryFolder { folder in
            try Data("{\"roles\": {}}".utf8).write(to: folder.url(AccessPolicy.fileName))
            #expect(throws: RoleBookError.self) { try AccessPolicy.roles(from: folder.path) }
        }
    }
}

import Access
import Identifiers
import Persistence
import PostgresClient
import Signing
import TestSupport
import Testing

@Suite("Who is behind a token")
struct PrincipalStoreTests {
    private static let digest = Digest.sha256(of: [42])

    @Test("Roles are held directly and through groups")
    func roles() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let actor = try #require(
                try await fixture.principals.actor(forTokenDigest: Self.digest, at: fixture.now)
            )
            #expect(actor.principalID == workspace.person.id)
            #expect(actor.email == "bo@example.com")
            #expect(actor.roles == [.employee, .reviewer])
            #expect(actor.groupIDs == [workspace.team.id])
            #expect(actor.credential == .token(workspace.token.id))
            let queued = try #require(
                try await fixture.principals.actor(forQueuedWorkOf: workspace.person.id)
            )
            #expect(queued.roles == actor.roles)
            #expect(queued.credential == .queuedWork)
        }
    }

    @Test("A revocation takes effect with the next question")
    func revocation() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            for _ in 0..<8 {
                #expect(
                    try await fixture.principals.actor(forTokenDigest: Self.digest, at: fixture.now) != nil
                )
            }
            let revoked = try await fixture.principals.revokeToken(
                workspace.token.id,
                under: try fixture.grant(.tokensRevoke)
            ).value
            #expect(revoked.revokedAt == fixture.now)
            #expect(try await fixture.principals.actor(forTokenDigest: Self.digest, at: fixture.now) == nil)
        }
    }

    @Test("A group's role is gone with the membership, at once")
    func membership() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            _ = try await fixture.principals.updateGroup(
                workspace.team.id,
                GroupChanges(memberIDs: [fixture.administrator.principalID]),
                expecting: nil,
                under: try fixture.grant(.groupsManage)
            )
            let actor = try await fixture.principals.actor(forTokenDigest: Self.digest, at: fixture.now)
            #expect(actor?.roles == [.employee])
            #expect(actor?.groupIDs == [])
        }
    }

    @Test("A disabled principal is nobody, and so is the owner of an expired or unknown token")
    func denied() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let expiry = fixture.now.advanced(bySeconds: 86_400)
            #expect(try await fixture.principals.actor(forTokenDigest: Self.digest, at: expiry) == nil)
            let unknown = Digest.sha256(of: [1])
            #expect(try await fixture.principals.actor(forTokenDigest: unknown, at: fixture.now) == nil)
            _ = try await fixture.principals.updatePrincipal(
                workspace.person.id,
                PrincipalChanges(isDisabled: true),
                expecting: nil,
                under: try fixture.grant(.principalsManage)
            )
            #expect(try await fixture.principals.actor(forTokenDigest: Self.digest, at: fixture.now) == nil)
            #expect(try await fixture.principals.actor(forQueuedWorkOf: workspace.person.id) == nil)
        }
    }

    @Test("The last use is noted at most once a minute")
    func lastUse() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let store = fixture.principals
            func use() async throws {
                _ = try await store.actor(forTokenDigest: Self.digest, at: fixture.now)
            }
            func lastUse() async throws -> Instant? {
                let record = try await store.token(workspace.token.id)
                return record?.lastUsedAt
            }
            let start = fixture.now
            try await use()
            for _ in 0..<12_000 where try await lastUse() == nil {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try await lastUse() == start)
            fixture.clock.advance(seconds: 59)
            try await use()
            try await Task.sleep(for: .milliseconds(100))
            #expect(try await lastUse() == start)
            fixture.clock.advance(seconds: 1)
            try await use()
            for _ in 0..<12_000 where try await lastUse() == start {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try await lastUse() == fixture.now)
        }
    }

    @Test("An e-mail address is one address, however it is written")
    func emails() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            #expect(try await fixture.principals.principal(email: "BO@example.COM") == workspace.person)
            let fault = await #expect(throws: StoreFault.self) {
                _ = try await fixture.principals.createPrincipal(
                    PrincipalDraft(kind: .person, email: "BO@EXAMPLE.com", displayName: "B", roles: []),
                    under: try fixture.grant(.principalsManage)
                )
            }
            #expect(fault == .alreadyExists(what: "A principal with the e-mail address bo@example.com"))
        }
    }

    @Test("Principals, groups and tokens come in pages")
    func paging() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            #expect(try await fixture.principals.hasAnyPrincipal())
            let first = try await fixture.principals.principals(page: try #require(PageRequest(size: 1)))
            let rest = try await fixture.principals.principals(
                page: try #require(PageRequest(after: first.next))
            )
            let ids = [fixture.administrator.principalID, workspace.person.id]
            #expect(Set((first.items + rest.items).map(\.id)) == Set(ids))
            #expect(rest.next == nil)
            let page = try #require(PageRequest())
            let groups = try await fixture.principals.groups(page: page).items
            #expect(groups.first == workspace.team)
            #expect(groups.map(\.name) == ["risk", Group.unassignedName])
            #expect(try await fixture.principals.group(named: "risk") == workspace.team)
            #expect(
                try await fixture.principals.tokens(of: workspace.person.id, page: page).items == [
                    workspace.token
                ]
            )
        }
    }
}

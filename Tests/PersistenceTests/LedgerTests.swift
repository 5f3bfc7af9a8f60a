import Access
import Audit
import Catalog
import Identifiers
import Persistence
import PostgresClient
import Signing
import Testing

@Suite("No change without its audit entry")
struct LedgerTests {
    @Test(
        "A change leaves exactly one entry of its own transaction; a repeat changes nothing",
        arguments: Mutation.all
    )
    func oneEntry(mutation: Mutation) async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            if mutation.takesOutOfUse { try await fixture.endDeployments() }
            let entriesBefore = try await fixture.entryCount()
            let key = try #require(IdempotencyKey(key: "k-1", requestDigest: Digest.sha256(of: [1])))
            let request = RequestContext(requestID: "r-1", idempotency: key, reason: "quarterly review")
            let first = try await mutation.succeed(fixture, workspace, request)
            #expect(!first.isReplay)
            #expect(try await fixture.entryCount() == entriesBefore + 1)
            #expect(try await fixture.rowsWritten(with: first.effectID) > 0)
            let contents = try await fixture.contents()
            let second = try await mutation.succeed(fixture, workspace, request)
            #expect(second.isReplay)
            #expect(second.effectID == first.effectID)
            #expect(second.value == first.value)
            #expect(try await fixture.entryCount() == entriesBefore + 1)
            #expect(try await fixture.contents() == contents)
            Self.expect(
                try #require(try await fixture.event(first.effectID)),
                of: mutation,
                by: fixture.administrator
            )
        }
    }

    private static func expect(_ event: AuditEvent, of mutation: Mutation, by actor: Actor) {
        #expect(event.action == mutation.action.rawValue)
        #expect(event.actor.principalID == actor.principalID.description)
        #expect(event.actor.email == actor.email)
        #expect(event.resource?.type == mutation.action.resourceKind.rawValue)
        #expect(event.reason == "quarterly review")
        #expect(event.requestID == "r-1")
        #expect(event.idempotencyKey == Digest.sha256(of: Array("k-1".utf8)))
        #expect(event.after != nil)
    }

    @Test("A change that fails, or whose entry cannot be written, leaves nothing", arguments: Mutation.all)
    func failureLeavesNothing(mutation: Mutation) async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            if mutation.takesOutOfUse { try await fixture.endDeployments() }
            let (entries, contents) = (try await fixture.entryCount(), try await fixture.contents())
            let fault = await #expect(throws: StoreFault.self) {
                _ = try await mutation.fail(fixture, workspace, RequestContext(requestID: "r-1"))
            }
            #expect(fault.map { !"\($0)".contains("SQLSTATE") } ?? false)
            #expect(try await fixture.entryCount() == entries)
            #expect(try await fixture.contents() == contents)
            _ = try await fixture.superuser.execute(
                "REVOKE EXECUTE ON FUNCTION audit.emit(uuid, bytea) FROM assay_app"
            )
            await #expect(throws: (any Error).self) {
                _ = try await mutation.succeed(fixture, workspace, RequestContext(requestID: "r-1"))
            }
            #expect(try await fixture.entryCount() == entries)
            #expect(try await fixture.contents() == contents)
        }
    }

    @Test("A key that comes with another request is refused; another principal's equal key is not the same")
    func keyReuse() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            func request(_ digest: UInt8) throws -> RequestContext {
                let key = try #require(IdempotencyKey(key: "k-1", requestDigest: Digest.sha256(of: [digest])))
                return RequestContext(requestID: "r-1", idempotency: key)
            }
            let create = try #require(Mutation.all.first { $0.name == "createVersion" })
            _ = try await create.succeed(fixture, workspace, try request(1))
            await #expect(throws: StoreFault.idempotencyKeyReused) {
                _ = try await create.succeed(fixture, workspace, try request(2))
            }
            let other = Actor(
                principalID: workspace.person.id,
                kind: .person,
                displayName: "Bo",
                email: nil,
                roles: [.admin],
                groupIDs: [],
                credential: .operatingSystem
            )
            let grant = try fixture.authorizer.grant(
                other,
                .versionsCreate,
                on: Resource(.modelVersion),
                request: try request(2),
                at: fixture.now
            )
            let made = try await fixture.catalog.createVersion(
                of: workspace.model.name,
                description: "",
                under: grant
            )
            #expect(!made.isReplay)
            #expect(made.value.number == 3)
        }
    }

    @Test("Twenty requests at once with one key have one effect")
    func concurrentRepeats() async throws {
        try await withPersistence(connectionsMax: 10) { fixture in
            let workspace = try await Workspace(fixture)
            let entries = try await fixture.entryCount()
            let key = try #require(IdempotencyKey(key: "once", requestDigest: Digest.sha256(of: [1])))
            let create = try #require(Mutation.all.first { $0.name == "createVersion" })
            let results = try await withThrowingTaskGroup(of: Recorded<String>.self) { group in
                for index in 0..<20 {
                    group.addTask {
                        let request = RequestContext(requestID: "r-\(index)", idempotency: key)
                        return try await create.succeed(fixture, workspace, request)
                    }
                }
                return try await group.reduce(into: [Recorded<String>]()) { $0.append($1) }
            }
            #expect(results.filter { !$0.isReplay }.count == 1)
            #expect(Set(results.map(\.effectID)).count == 1)
            #expect(Set(results.map(\.value)).count == 1)
            #expect(try await fixture.entryCount() == entries + 1)
            #expect(try await fixture.catalog.model(named: workspace.model.name)?.versionCount == 2)
        }
    }

    @Test("A failed request does not use its key up")
    func failureKeepsTheKey() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let key = try #require(IdempotencyKey(key: "k-1", requestDigest: Digest.sha256(of: [1])))
            let request = RequestContext(requestID: "r-1", idempotency: key)
            let seal = try #require(Mutation.all.first { $0.name == "sealVersion" })
            await #expect(throws: StoreFault.self) { _ = try await seal.fail(fixture, workspace, request) }
            #expect(try await seal.succeed(fixture, workspace, request).isReplay == false)
        }
    }

    @Test("Outcomes are forgotten after their time, and the key then stands for a new request")
    func retention() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let key = try #require(IdempotencyKey(key: "k-1", requestDigest: Digest.sha256(of: [1])))
            let request = RequestContext(requestID: "r-1", idempotency: key)
            let create = try #require(Mutation.all.first { $0.name == "createVersion" })
            let first = try await create.succeed(fixture, workspace, request)
            let retention = OutcomeRetention(pool: fixture.pool)
            #expect(try await retention.forget(before: fixture.now) == 0)
            #expect(try await retention.forget(before: fixture.now.advanced(bySeconds: 1)) == 1)
            let second = try await create.succeed(fixture, workspace, request)
            #expect(!second.isReplay)
            #expect(second.effectID != first.effectID)
        }
    }

    @Test("A database that cannot be reached is said to be unavailable")
    func unavailable() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            await fixture.pool.shutdown()
            let fault = await #expect(throws: StoreFault.self) {
                _ = try await fixture.catalog.model(named: workspace.model.name)
            }
            guard case .unavailable? = fault else { throw try #require(fault) }
        }
    }
}

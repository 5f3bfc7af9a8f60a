import Access
import Audit
import Identifiers
import Persistence
import PostgresClient
import Signing
import Testing
import TransparencyLog

@Suite("Reading the audit log")
struct AuditLogReadingTests {
    /// Enough for a full tile, a second one, and a level above.
    private static let entryCount = 300

    /// Fills the log without the stores: what is read here does not depend on what the entries say.
    private static func filled(_ fixture: PersistenceFixture) async throws -> SequencedLog {
        let log = try SequencedLog(fixture)
        let events = (2...entryCount).map { _ in
            AuditEvent(
                id: .new(at: fixture.now),
                time: fixture.now,
                actor: AuditActor(principalID: "p", kind: .system),
                action: "models.create",
                resource: AuditResource(type: "model", id: "m", name: "fraud")
            )
        }
        // Every other body is no event.
        let bodies = try events.enumerated().map {
            $0.isMultiple(of: 2) ? try $1.encoded() : Array("\($0)".utf8)
        }
        _ = try await fixture.superuser.query(
            "SELECT audit.emit(id, body) FROM unnest(\(events.map(\.id)), \(bodies)) AS given (id, body)"
        )
        try await log.whileRunning { try await log.waitUntilSigned(count: entryCount) }
        return log
    }

    @Test("Tiles of every width are prefixes of the fuller ones, bundles hold the entries, and proofs hold")
    func tiles() async throws {
        try await withPersistence { fixture in
            let log = try await Self.filled(fixture)
            let store = fixture.auditLog
            #expect(try await log.verify().fault == nil)
            let full = try await store.tile(TileCoordinate(content: .hashes(level: 0), index: 0, width: 256))
            let partial = try await store.tile(TileCoordinate(content: .hashes(level: 0), index: 0, width: 7))
            #expect(full.count == 8_192)
            #expect(partial == Array(full.prefix(224)))
            #expect(
                try await store.tile(TileCoordinate(content: .hashes(level: 1), index: 0, width: 1)).count
                    == 32
            )
            let bundle = try await store.tile(TileCoordinate(content: .entries, index: 1, width: 44))
            let entries = try EntryBundle.parse(bundle, count: 44)
            #expect(entries.first == (try await store.entry(at: 256)?.body))
            for missing in [
                TileCoordinate(content: .entries, index: 1, width: 45),
                TileCoordinate(content: .hashes(level: 0), index: 1, width: 45),
                TileCoordinate(content: .hashes(level: 1), index: 0, width: 2),
                TileCoordinate(content: .entries, index: .max, width: 256),
            ] {
                await #expect(throws: StoreFault.self) { _ = try await store.tile(missing) }
            }
        }
    }

    @Test("Entries are found by action, resource, actor and time, newest first, page by page")
    func queries() async throws {
        try await withPersistence { fixture in
            _ = try await Self.filled(fixture)
            let store = fixture.auditLog
            let page = try #require(PageRequest(size: 100))
            let models = AuditLogQuery(actionPrefix: "models.", resourceKind: .model, resourceName: "fraud")
            let first = try await store.entries(matching: models, page: page)
            let second = try await store.entries(
                matching: models,
                page: try #require(PageRequest(size: 100, after: first.next))
            )
            #expect(first.items.count + second.items.count == 150)
            #expect(first.items.map(\.index) == first.items.map(\.index).sorted(by: >))
            #expect(second.next == nil)
            let byActor = AuditLogQuery(
                from: fixture.now,
                to: fixture.now.advanced(bySeconds: 1),
                actorID: nil
            )
            #expect(try await store.entries(matching: byActor, page: page).items.count == 100)
            let later = AuditLogQuery(from: fixture.now.advanced(bySeconds: 1), actionPrefix: "models.")
            #expect(try await store.entries(matching: later, page: page).items.isEmpty)
            let nobody = AuditLogQuery(actorID: .new(at: fixture.now))
            #expect(try await store.entries(matching: nobody, page: page).items.isEmpty)
        }
    }

    @Test("Checkpoints cover every entry and come newest first")
    func checkpoints() async throws {
        try await withPersistence { fixture in
            let log = try await Self.filled(fixture)
            let store = fixture.auditLog
            let latest = try #require(try await store.latestCheckpoint())
            let policy = CheckpointPolicy(origin: SequencedLog.origin, logKeys: [log.signer.key])
            let accepted = try policy.accept(try SignedNote(parsing: latest.note)).checkpoint
            let head = try await store.head()
            #expect(accepted.size == head.size)
            #expect(accepted.root == head.root)
            for index: UInt64 in [0, 150, 299] {
                #expect(try await store.checkpoint(covering: index).map { $0.size > index } == true)
            }
            #expect(try await store.checkpoint(covering: 300) == nil)
            let page = try await store.checkpoints(page: try #require(PageRequest(size: 2)))
            #expect(page.items.first == latest)
            #expect(page.items.map(\.size) == page.items.map(\.size).sorted(by: >))
        }
    }
}

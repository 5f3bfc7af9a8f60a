import Access
import Audit
import Catalog
import Identifiers
import Persistence
import PostgresClient
import Signing
import Testing
import TransparencyLog

@Suite("The sequencer")
struct AuditSequencerTests {
    private static let writerCount = 64
    private static let entriesPerWriter = 6

    @Test("Sixty-four writers: no gap, no repeat, and what was committed first comes first")
    func concurrentWriters() async throws {
        try await withPersistence(connectionsMax: 16) { fixture in
            let workspace = try await Workspace(fixture)
            let log = try SequencedLog(fixture)
            let effects = try await log.whileRunning {
                let effects = try await Self.write(fixture, workspace)
                try await log.waitUntilSigned(count: try await fixture.entryCount())
                return effects
            }
            try await Self.expectOrder(of: effects, in: fixture)
            let report = try await log.verify()
            #expect(report.fault == nil)
            #expect(report.signedSize == UInt64(try await fixture.entryCount()))
        }
    }

    @Test("Two sequencers and a lost connection: the other goes on without gap or repeat")
    func takeover() async throws {
        try await withPersistence(connectionsMax: 16) { fixture in
            let workspace = try await Workspace(fixture)
            let log = try SequencedLog(fixture)
            let effects = try await log.whileRunning(count: 2) {
                async let written = Self.write(fixture, workspace)
                for _ in 0..<5 {
                    try await Task.sleep(for: .milliseconds(150))
                    // Ends the session of whichever leads.
                    _ = try await fixture.superuser.query(
                        """
                        SELECT pg_terminate_backend(pid)
                        FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                        WHERE locktype = 'advisory' AND objsubid = 1 AND d.datname = current_database()
                        """
                    )
                }
                let effects = try await written
                try await log.waitUntilSigned(count: try await fixture.entryCount())
                return effects
            }
            try await Self.expectOrder(of: effects, in: fixture)
            #expect(try await log.verify().fault == nil)
        }
    }

    @Test("An entry is in the log and under a checkpoint soon after its commit")
    func latency() async throws {
        try await withPersistence { fixture in
            _ = try await Workspace(fixture)
            let log = try SequencedLog(fixture)
            try await log.whileRunning {
                try await log.waitUntilSigned(count: try await fixture.entryCount())
                let recorded = try await fixture.principals.createGroup(
                    GroupDraft(name: "later", memberIDs: [], roles: []),
                    under: try fixture.grant(.groupsManage)
                )
                let id = try #require(AuditEntryID(bytes: recorded.effectID.bytes))
                try await log.waitUntilSigned(count: try await fixture.entryCount())
                let entry = try #require(try await fixture.auditLog.entry(id))
                #expect(try AuditEvent(decoding: entry.body).id == id)
                #expect(try await fixture.auditLog.isWaiting(id) == false)
                #expect(try await fixture.auditLog.checkpoint(covering: entry.index) != nil)
                #expect(try await fixture.auditLog.entry(at: entry.index) == entry)
            }
        }
    }

    @Test("A body that is no event is logged all the same and stops nothing")
    func unreadableBody() async throws {
        try await withPersistence { fixture in
            let log = try SequencedLog(fixture)
            let body: [UInt8] = [1, 2, 3]
            _ = try await fixture.pool.query("SELECT audit.emit(gen_random_uuid(), \(body))")
            try await log.whileRunning { try await log.waitUntilSigned(count: 2) }
            #expect(try await fixture.auditLog.entry(at: 1)?.body == body)
            #expect(try await log.verify().fault == nil)
        }
    }

    @Test("A backlog of several full batches is worked off")
    func backlog() async throws {
        try await withPersistence { fixture in
            let log = try SequencedLog(fixture)
            let count = 2 * AuditSequencer.batchEntriesMax + 500
            let body = [UInt8](repeating: 65, count: 700)
            _ = try await fixture.superuser.query(
                "SELECT audit.emit(gen_random_uuid(), \(body)) FROM generate_series(2, \(count))"
            )
            try await log.whileRunning { try await log.waitUntilSigned(count: count) }
            #expect(try await log.verify().fault == nil)
        }
    }

    @Test("A name that no index can hold is logged whole and found by its beginning")
    func unindexableName() async throws {
        try await withPersistence { fixture in
            let log = try SequencedLog(fixture)
            let noise = (0..<600).map {
                Digest.sha256(of: [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]).hex
            }
            let name = "a\u{0}b" + noise.joined()
            let event = AuditEvent(
                id: .new(at: fixture.now),
                time: fixture.now,
                actor: AuditActor(principalID: "p", kind: .system),
                action: "models.create",
                resource: AuditResource(type: "model", id: "m", name: name)
            )
            _ = try await fixture.pool.query("SELECT audit.emit(gen_random_uuid(), \(try event.encoded()))")
            try await log.whileRunning { try await log.waitUntilSigned(count: 2) }
            let entry = try #require(try await fixture.auditLog.entry(at: 1))
            #expect(try AuditEvent(decoding: entry.body).resource?.name == name)
            let query = AuditLogQuery(resourceName: "ab" + noise.joined().prefix(254))
            let found = try await fixture.auditLog.entries(matching: query, page: try #require(PageRequest()))
            #expect(found.items == [entry])
        }
    }

    @Test("Two changes under one id are both in the log")
    func repeatedID() async throws {
        try await withPersistence { fixture in
            let log = try SequencedLog(fixture)
            let row = try await fixture.superuser.queryOne("SELECT entry_id, body FROM audit.intake")
            let id = try #require(try row?.decode("entry_id", as: PostgresUUID.self))
            let body = try #require(try row?.decode("body", as: [UInt8].self))
            try await log.whileRunning {
                try await log.waitUntilSigned(count: 1)
                await #expect(throws: PostgresError.self) {
                    _ = try await fixture.pool.query("SELECT audit.emit(\(id), \(body))")
                }
                // As it would be after a race with the sequencer.
                _ = try await fixture.superuser.execute(
                    "INSERT INTO audit.intake (entry_id, body) VALUES (\(id), \(body))"
                )
                try await log.waitUntilSigned(count: 2)
            }
            #expect(try await log.verify().fault == nil)
        }
    }

    /// The effects of each writer in the order in which they were committed.
    private static func write(_ fixture: PersistenceFixture, _ workspace: Workspace) async throws
        -> [[EffectID]]
    {
        try await withThrowingTaskGroup(of: [EffectID].self) { group in
            for writer in 0..<writerCount {
                group.addTask {
                    var effects: [EffectID] = []
                    for index in 0..<entriesPerWriter {
                        let draft = DatasetDraft(
                            name: try ResourceName("d-\(writer)-\(index)"),
                            ownerTeamID: workspace.team.id,
                            description: ""
                        )
                        effects.append(
                            try await fixture.catalog.createDataset(
                                draft,
                                under: try fixture.grant(.datasetsCreate)
                            ).effectID
                        )
                    }
                    return effects
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private static func expectOrder(of effects: [[EffectID]], in fixture: PersistenceFixture) async throws {
        let count = UInt64(try await fixture.entryCount())
        var indices: [EffectID: UInt64] = [:]
        var next: UInt64 = 0
        try await fixture.auditLog.eachEntry(in: 0..<count, batchSize: 100) { entries in
            for entry in entries {
                #expect(entry.index == next)
                next += 1
                let id = try AuditEvent(decoding: entry.body).id
                if let effect = EffectID(bytes: id.bytes) { indices[effect] = entry.index }
            }
        }
        #expect(next == count)
        #expect(indices.count == Int(count))
        for writer in effects {
            let places = writer.compactMap { indices[$0] }
            #expect(places.count == writer.count)
            #expect(places == places.sorted())
        }
    }
}

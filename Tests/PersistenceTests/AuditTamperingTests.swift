import Access
import Audit
import Identifiers
import Persistence
import PostgresClient
import Testing
import TransparencyLog

@Suite("What a superuser does to the log is found")
struct AuditTamperingTests {
    /// Statements of somebody who owns the database, and what verification then says.
    private static let drills: [(statements: [SQL], kind: AuditFault.Kind, index: UInt64)] = [
        (
            [
                "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
                """
                UPDATE audit.log_entry SET body = body || ' '::bytea,
                leaf = sha256('\\x00'::bytea || body || ' '::bytea)
                WHERE index = 5
                """,
                "ALTER TABLE audit.log_entry ENABLE ALWAYS TRIGGER append_only",
            ],
            .entryAndTileDisagree, 5
        ),
        (
            [
                "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
                "ALTER TABLE audit.log_entry DROP CONSTRAINT log_entry_leaf_matches_body",
                "UPDATE audit.log_entry SET body = body || ' '::bytea WHERE index = 3",
            ],
            .bodyChanged, 3
        ),
        (
            [
                "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
                "DELETE FROM audit.log_entry WHERE index = 7",
            ],
            .missingIndex, 7
        ),
        (
            [
                "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
                "UPDATE audit.log_entry SET action = 'tokens.revoke' WHERE index = 4",
            ],
            .labelChanged, 4
        ),
        (
            [
                "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
                "UPDATE audit.log_entry SET actor_id = NULL WHERE index = 6",
            ],
            .labelChanged, 6
        ),
        (
            [
                "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
                "UPDATE audit.log_entry SET occurred_at = occurred_at + interval '1 microsecond' WHERE index = 2",
            ],
            .labelChanged, 2
        ),
        (
            [
                "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
                "UPDATE audit.log_entry SET resource_name = resource_name || 'x' WHERE index = 3",
            ],
            .labelChanged, 3
        ),
        (
            [
                "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
                "UPDATE audit.log_entry SET entry_id = gen_random_uuid() WHERE index = 1",
            ],
            .labelChanged, 1
        ),
    ]

    @Test("A changed or removed entry is named", arguments: drills.indices)
    func namesTheEntry(drill: Int) async throws {
        let (statements, kind, index) = Self.drills[drill]
        try await withPersistence { fixture in
            let log = try await Self.filledLog(fixture)
            #expect(try await log.verify().fault == nil)
            for statement in statements { _ = try await fixture.superuser.execute(statement) }
            let fault = try #require(try await log.verify().fault)
            #expect(fault.kind == kind)
            #expect(fault.index == index)
        }
    }

    /// Statements after which the sequencer must not go on.
    private static let rollbacks: [[SQL]] = [
        [
            "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
            "DELETE FROM audit.log_entry WHERE index >= 4",
            "UPDATE audit.tile SET hashes = substring(hashes FOR 128)",
            "UPDATE audit.log_head SET size = 4",
        ],
        ["UPDATE audit.tile SET hashes = set_byte(hashes, 40, 0) WHERE level = 0"],
        ["UPDATE audit.log_head SET root = sha256('x')"],
        ["DELETE FROM audit.tile"],
        [
            "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
            "DELETE FROM audit.log_entry WHERE index = 2",
        ],
        [
            "ALTER TABLE audit.checkpoint DISABLE TRIGGER append_only",
            "UPDATE audit.checkpoint SET note = set_byte(note, 30, 65)",
        ],
    ]

    @Test(
        "The sequencer refuses to write to a log that does not fit what was signed",
        arguments: rollbacks.indices
    )
    func refusesToStart(rollback: Int) async throws {
        try await withPersistence { fixture in
            let log = try await Self.filledLog(fixture)
            for statement in Self.rollbacks[rollback] { _ = try await fixture.superuser.execute(statement) }
            let before = try await fixture.auditLog.head()
            await #expect(throws: LogIntegrityFault.self) {
                try await log.runToItsEnd()
            }
            #expect(try await fixture.auditLog.head() == before)
        }
    }

    @Test("Nobody else's key can have signed the log")
    func otherKey() async throws {
        try await withPersistence { fixture in
            _ = try await Self.filledLog(fixture)
            let other = try SequencedLog(fixture)
            await #expect(throws: LogIntegrityFault.self) {
                try await other.runToItsEnd()
            }
        }
    }

    private static func filledLog(_ fixture: PersistenceFixture) async throws -> SequencedLog {
        _ = try await Workspace(fixture)
        let log = try SequencedLog(fixture)
        let count = try await fixture.entryCount()
        try await log.whileRunning { try await log.waitUntilSigned(count: count) }
        return log
    }
}

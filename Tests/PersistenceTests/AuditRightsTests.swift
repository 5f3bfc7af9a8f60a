import Access
import Identifiers
import PostgresClient
import Testing

@Suite("The audit log is append-only for everyone who is not its owner")
struct AuditRightsTests {
    private static let forbidden: [SQL] = [
        "UPDATE audit.log_entry SET action = 'x'", "DELETE FROM audit.log_entry", "TRUNCATE audit.log_entry",
        "UPDATE audit.intake SET body = 'x'", "TRUNCATE audit.intake",
        "UPDATE audit.checkpoint SET note = 'x'",
        "DELETE FROM audit.checkpoint", "TRUNCATE audit.checkpoint", "DELETE FROM audit.log_head",
        "DELETE FROM audit.tile", "TRUNCATE audit.tile", "DROP TABLE audit.log_entry",
        "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
    ]

    private static let forbiddenToTheApplication: [SQL] = [
        "DELETE FROM audit.intake",
        "INSERT INTO audit.intake (entry_id, body) VALUES (gen_random_uuid(), 'x')",
        "UPDATE audit.log_head SET size = 0", "UPDATE audit.tile SET hashes = 'x'",
        "INSERT INTO audit.checkpoint (size, root, note) VALUES (1, sha256(''), 'x')",
        "INSERT INTO audit.tile VALUES (0, 0, sha256(''))", "DELETE FROM tokens", "DELETE FROM models",
        "UPDATE idempotency_keys SET outcome = 'x'", "UPDATE contents SET size_bytes = 0",
    ]

    @Test(
        "No role may change or remove what is there",
        arguments: ["assay_app", "assay_sequencer", "assay_auditor"]
    )
    func noChange(role: String) async throws {
        try await withPersistence { fixture in
            let pool = PersistenceFixture.makePool(fixture.database, role: role, connectionsMax: 1)
            let extra = role == "assay_sequencer" ? [] : Self.forbiddenToTheApplication
            for statement in Self.forbidden + extra {
                let error = await #expect(throws: PostgresError.self, "\(statement.text)") {
                    _ = try await pool.execute(statement)
                }
                #expect(error?.code == .insufficientPrivilege, "\(statement.text)")
            }
            await pool.shutdown()
        }
    }

    @Test("Even the superuser is stopped until the triggers are taken away")
    func superuser() async throws {
        try await withPersistence { fixture in
            for statement: SQL in ["UPDATE audit.intake SET body = 'x'", "TRUNCATE audit.log_entry"] {
                await #expect(throws: PostgresError.self) {
                    _ = try await fixture.superuser.execute(statement)
                }
            }
        }
    }
}

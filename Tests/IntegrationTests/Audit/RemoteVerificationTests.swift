import Audit
import Identifiers
import Persistence
import PostgresClient
import Testing
import TransparencyLog

@Suite("The log is verified from outside")
struct RemoteVerificationTests {
    /// Runs `body` on a log of over 300 entries, more than one tile.
    private static func withLog(_ body: (Stage, AuditVerification) async throws -> Void) async throws {
        try await withStage { stage in
            for number in 0..<280 {
                try await stage.expect(
                    .post("/api/v1/groups", ["name": .string("team \(number)")]),
                    by: .admin
                )
            }
            let sequencer = stage.platform.sequencer()
            try await whileRunning([{ try await sequencer.run() }]) {
                let count = try await stage.platform.entryCount()
                try await waitUntil("all entries signed") {
                    let note = try await stage.send(
                        .get("/tlog/\(TestPlatform.origin)/checkpoint"),
                        by: .engineer
                    )
                    guard note.status == 200 else { return false }
                    let accepted = try stage.platform.policy.accept(try SignedNote(parsing: note.body))
                    return accepted.checkpoint.size == UInt64(count)
                }
            }
            try await body(stage, AuditVerification(policy: stage.platform.policy))
        }
    }

    @Test("Entries, checkpoints and tiles over HTTP agree with each other")
    func verifies() async throws {
        try await Self.withLog { stage, verification in
            let report = try await verification.run(on: RemoteLog(stage: stage))
            #expect(report.fault == nil, "\(report.sentence)")
            #expect(report.entriesVerified == UInt64(try await stage.platform.entryCount()))
            #expect(report.signedSize == report.entriesVerified)
            #expect(report.checkpointsVerified >= 1)
            #expect(report.tilesVerified >= 2)
        }
    }

    @Test("An entry that a superuser rewrote behind the triggers is found and named")
    func namesTheChangedEntry() async throws {
        try await Self.withLog { stage, verification in
            let statements: [SQL] = [
                "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
                """
                UPDATE audit.log_entry SET body = body || ' '::bytea,
                leaf = sha256('\\x00'::bytea || body || ' '::bytea) WHERE index = 137
                """,
                "ALTER TABLE audit.log_entry ENABLE ALWAYS TRIGGER append_only",
            ]
            for statement in statements { _ = try await stage.platform.superuser.execute(statement) }
            let fault = try #require(try await verification.run(on: RemoteLog(stage: stage)).fault)
            #expect(fault.index == 137)
            #expect(fault.description.contains("137"))
        }
    }

    @Test(
        "An entry that is not to be found any more by who made it is named, and one that was slipped in is in no report"
    )
    func namesTheHiddenEntry() async throws {
        try await Self.withLog { stage, _ in
            let size = try await stage.platform.entryCount()
            let statements: [SQL] = [
                "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
                "UPDATE audit.log_entry SET actor_id = NULL WHERE index = 41",
                """
                INSERT INTO audit.log_entry SELECT \(size), entry_id, body, leaf, sequenced_at, occurred_at,
                    actor_id, action, resource_kind, resource_name FROM audit.log_entry WHERE index = 40
                """,
            ]
            for statement in statements { _ = try await stage.platform.superuser.execute(statement) }
            let stored = try await stage.expect(
                .get("/api/v1/audit/log/entries?from=41&limit=1"),
                by: .reviewer
            )
            let entries = try stored.json["items"]?.array
            let label = try #require(entries?.first?["label"])
            #expect(label["actor_id"] == nil)
            #expect(label["action"]?.string?.isEmpty == false)
            let listed = try await stage.expect(.get("/api/v1/audit/entries?page_size=1000"), by: .reviewer)
            let rows = try listed.json["items"]?.array
            #expect(rows?.last?["index"]?.integer == Int64(size - 1))
        }
    }

    @Test("The application's own login can change no entry")
    func applicationIsPowerless() async throws {
        try await Self.withLog { stage, _ in
            let statements: [SQL] = [
                "UPDATE audit.log_entry SET body = body WHERE index = 0", "DELETE FROM audit.log_entry",
                "TRUNCATE audit.log_entry", "DELETE FROM audit.intake",
                "UPDATE audit.checkpoint SET size = 0",
                "ALTER TABLE audit.log_entry DISABLE TRIGGER append_only",
                "SET session_replication_role = replica",
            ]
            for statement in statements {
                await #expect(throws: PostgresError.self) { try await stage.platform.pool.execute(statement) }
            }
        }
    }
}

import Logging
import PostgresClient
import TestSupport
import Testing

@testable import SchemaHistory

@Suite("The tags and aliases in the rows of models and versions")
struct ShownCopiesTests {
    private static let ids = ["models", "versions"].flatMap { kind in
        (1...3).map { (kind, "00000000-0000-4000-8000-\(kind == "models" ? "a" : "b")0000000000\($0)") }
    }
    private static func model(_ number: Int) -> String { "'\(ids[number - 1].1)'" }
    private static func version(_ number: Int) -> String { "'\(ids[number + 2].1)'" }

    /// Three models with a version each, and nobody's tags.
    private static let models = """
        INSERT INTO principals (id, kind, email, display_name, created_at)
            VALUES ('00000000-0000-4000-8000-c00000000001', 'person', 'a@example.com', 'A', now());
        INSERT INTO groups (id, name, created_at)
            VALUES ('00000000-0000-4000-8000-d00000000001', 'g', now());
        INSERT INTO models (id, name, owner_team_id, accountable_id, purpose, risk_class, created_at, created_by,
            updated_at, version_count)
        SELECT ('00000000-0000-4000-8000-a0000000000' || n)::uuid, 'm' || n, '00000000-0000-4000-8000-d00000000001',
            '00000000-0000-4000-8000-c00000000001', '', 'unclassified', now(), '00000000-0000-4000-8000-c00000000001',
            now(), 1
        FROM generate_series(1, 3) n;
        INSERT INTO model_versions (id, model_id, number, created_at, created_by, updated_at)
        SELECT ('00000000-0000-4000-8000-b0000000000' || n)::uuid, ('00000000-0000-4000-8000-a0000000000' || n)::uuid,
            n, now(), '00000000-0000-4000-8000-c00000000001', now()
        FROM generate_series(1, 3) n;
        """

    private static func alias(_ name: String, _ number: Int) -> String {
        "(\(model(number)), '\(name)', \(version(number)), now(), '00000000-0000-4000-8000-c00000000001')"
    }

    /// Tags and aliases of the second model alone and of all, one to become none again.
    private static let marks = """
        INSERT INTO model_tags VALUES (\(model(2)), 'b', '2'), (\(model(2)), 'a', '1'), (\(model(1)), 'x', '');
        INSERT INTO version_tags VALUES (\(version(2)), 'b', '2'), (\(version(3)), 'a', '1'), (\(version(2)), 'B', '');
        INSERT INTO model_aliases (model_id, alias, version_id, set_at, set_by)
            VALUES \(alias("live", 2)), \(alias("best", 2)), \(alias("old", 1));
        """

    private static let shown: SQL = """
        SELECT m.name || ' ' || coalesce(m.tag_keys::text, '-') || coalesce(m.tag_values::text, '-')
            || coalesce(m.alias_names::text, '-') || coalesce(m.alias_numbers::text, '-') || ' '
            || coalesce(v.tag_keys::text, '-') || coalesce(v.tag_values::text, '-') AS line
        FROM models m JOIN model_versions v ON v.model_id = m.id ORDER BY m.name
        """
    private static let afterMarks = [
        "m1 {x}{\"\"}{old}{1} --", "m2 {a,b}{1,2}{best,live}{2,2} {B,b}{\"\",2}", "m3 ---- {a}{1}",
    ]

    private static func lines(_ pool: PostgresPool) async throws -> [String] {
        try await pool.query(shown).map { try $0.decode("line", as: String.self) }
    }

    private static func run(_ script: String, _ pool: PostgresPool) async throws {
        try await pool.withConnection { try await $0.executeScript(script) }
    }

    @Test("are those of their tables, whichever statement wrote them")
    func everyStatement() async throws {
        try await withPools { owner, _ in
            try await Self.run(Self.models, owner)
            #expect(try await Self.lines(owner) == ["m1 ---- --", "m2 ---- --", "m3 ---- --"])
            try await Self.run(Self.marks, owner)
            #expect(try await Self.lines(owner) == Self.afterMarks)
            try await Self.run(
                """
                INSERT INTO model_tags VALUES (\(Self.model(1)), 'x', 'new'), (\(Self.model(3)), 'y', 'z')
                    ON CONFLICT (model_id, key) DO UPDATE SET value = excluded.value;
                UPDATE version_tags SET value = 'all';
                UPDATE model_tags SET key = 'c' WHERE key = 'a';
                DELETE FROM model_aliases WHERE alias <> 'live';
                """,
                owner
            )
            #expect(
                try await Self.lines(owner) == [
                    "m1 {x}{new}-- --", "m2 {b,c}{2,1}{live}{2} {B,b}{all,all}", "m3 {y}{z}-- {a}{all}",
                ]
            )
            try await Self.run(
                "DELETE FROM model_tags; DELETE FROM version_tags; DELETE FROM model_aliases",
                owner
            )
            #expect(try await Self.lines(owner) == ["m1 ---- --", "m2 ---- --", "m3 ---- --"])
        }
    }

    @Test("hold what two wrote at once")
    func together() async throws {
        try await withPools { owner, other in
            try await Self.run(Self.models, owner)
            try await owner.withConnection { connection in
                try await connection.executeScript(
                    "BEGIN; INSERT INTO model_tags VALUES (\(Self.model(1)), 'a', '1')"
                )
                async let second: Void = Self.run(
                    "INSERT INTO model_tags VALUES (\(Self.model(1)), 'b', '2')",
                    other
                )
                try await Self.waitUntilOneWaits(owner)
                try await connection.executeScript("COMMIT")
                try await second
            }
            #expect(try await Self.lines(owner) == ["m1 {a,b}{1,2}-- --", "m2 ---- --", "m3 ---- --"])
        }
    }

    private static func waitUntilOneWaits(_ pool: PostgresPool) async throws {
        let waiting: SQL = """
            SELECT count(*) AS waiting FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """
        for _ in 0..<6_000 {
            if try await pool.queryOne(waiting)?.decode("waiting", as: Int.self) == 1 { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("nobody waited for the model")
    }

    @Test("are there for what was written before there were any")
    func writtenBefore() async throws {
        let former = Array(SchemaHistory.versions.prefix(13))
        try await withPools(former) { owner, runner in
            try await Self.run(Self.models, owner)
            try await Self.run(Self.marks, owner)
            _ = try await runner(SchemaHistory.versions).migrate()
            #expect(try await Self.lines(owner) == Self.afterMarks)
        }
    }

    @Test("cannot be left behind by the server: it cannot hand a tag or an alias to another model")
    func handedOn() async throws {
        try await withPersistence { fixture in
            for statement: SQL in [
                "UPDATE model_tags SET model_id = gen_random_uuid()",
                "UPDATE version_tags SET version_id = gen_random_uuid()",
                "UPDATE model_aliases SET model_id = gen_random_uuid()",
            ] {
                let error = await #expect(throws: PostgresError.self) {
                    try await fixture.pool.execute(statement)
                }
                #expect(error?.code == .insufficientPrivilege)
            }
        }
    }

    // MARK: Databases

    private static var logger: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    private func withPools(
        _ body: (_ owner: PostgresPool, _ other: PostgresPool) async throws -> Void
    ) async throws {
        try await withTemporaryDatabase { database in
            let owner = PersistenceFixture.makePool(database, role: nil, connectionsMax: 2)
            let other = PersistenceFixture.makePool(database, role: nil, connectionsMax: 2)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(owner, other)) } catch { outcome = .failure(error) }
            await owner.shutdown()
            await other.shutdown()
            try outcome.get()
        }
    }

    private func withPools(
        _ versions: [SchemaVersion],
        _ body: (_ owner: PostgresPool, _ runner: ([SchemaVersion]) -> SchemaRunner) async throws -> Void
    ) async throws {
        try await withTemporaryDatabase(.empty) { database in
            func runner(_ versions: [SchemaVersion]) -> SchemaRunner {
                SchemaRunner(
                    connectionString: database.superuserConnectionString,
                    assayVersion: "1.2.3",
                    versions: versions,
                    logger: Self.logger
                )
            }
            _ = try await runner(versions).migrate()
            let owner = PersistenceFixture.makePool(database, role: nil, connectionsMax: 2)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(owner, runner)) } catch { outcome = .failure(error) }
            await owner.shutdown()
            try outcome.get()
        }
    }
}

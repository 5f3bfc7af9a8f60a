import Logging
import PostgresClient
import TestSupport
import Testing

@testable import SchemaHistory

@Suite("Migrations")
struct SchemaRunnerTests {
    private static let versions = [
        version(1, "people", "CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL);"),
        version(
            2,
            "pets",
            "CREATE TABLE pets (id bigint PRIMARY KEY); INSERT INTO people VALUES (1, 'Ada');"
        ),
    ]

    private static func version(_ number: Int, _ name: String, _ sql: String) -> SchemaVersion {
        SchemaVersion(number, name, Array(sql.utf8))
    }

    private static var logger: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    private func runner(_ database: TemporaryDatabase, _ versions: [SchemaVersion] = versions) -> SchemaRunner
    {
        SchemaRunner(
            connectionString: database.superuserConnectionString,
            assayVersion: "1.2.3",
            versions: versions,
            logger: Self.logger
        )
    }

    /// Runs statements outside every migration.
    private func tamper(_ database: TemporaryDatabase, _ script: String) async throws {
        let configuration = PostgresConfiguration(connectionString: database.superuserConnectionString)
        let pool = PostgresPool(configuration, logger: Self.logger)
        try await pool.withConnection { try await $0.executeScript(script) }
        await pool.shutdown()
    }

    @Test("are applied once, in order, and remembered with the digest of their bytes")
    func migrate() async throws {
        try await withTemporaryDatabase(.empty) { database in
            let before = try await runner(database).status()
            #expect(before == SchemaStatus(applied: [], pending: Self.versions))
            let first = try await runner(database).migrate()
            #expect(first == Self.versions)
            let second = try await runner(database).migrate()
            #expect(second.isEmpty)
            let status = try await runner(database).status()
            #expect(status.isCurrent)
            #expect(status.applied.map(\.name) == ["people", "pets"])
            #expect(status.applied.map(\.assayVersion) == ["1.2.3", "1.2.3"])
            // From: printf '%s' 'CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL);' |
            // sha256sum
            #expect(
                status.applied[0].checksum
                    == "ba11b0ee8d47d19e71d4f7564f05b8a217247021e2e0f4aed209b12b0f0d0e94"
            )
        }
    }

    @Test("of two servers that start together are applied by one of them")
    func together() async throws {
        try await withTemporaryDatabase(.empty) { database in
            let runner = runner(database)
            async let one = runner.migrate()
            async let other = runner.migrate()
            let (first, second) = try await (one, other)
            #expect([first.count, second.count].sorted() == [0, 2])
        }
    }

    @Test("leave nothing of a version that fails, keep the ones before it, and can go on once it is mended")
    func failure() async throws {
        try await withTemporaryDatabase(.empty) { database in
            let broken = Self.version(3, "broken", "CREATE TABLE half (id int); SELECT 1 / 0;")
            let error = await #expect(throws: SchemaHistoryError.self) {
                try await runner(database, Self.versions + [broken]).migrate()
            }
            guard case .versionFailed(let version, _) = try #require(error) else {
                Issue.record("another error: \(String(describing: error))")
                return
            }
            #expect(version == broken)
            let drift = try await runner(database).drift()
            #expect(drift.isEmpty)
            let mended = Self.version(3, "broken", "CREATE TABLE whole (id int)")
            let applied = try await runner(database, Self.versions + [mended]).migrate()
            #expect(applied == [mended])
        }
    }

    @Test("refuse a database whose applied version has other bytes, and name the version")
    func changedChecksum() async throws {
        try await withTemporaryDatabase(.empty) { database in
            _ = try await runner(database).migrate()
            let edited = Self.version(1, "people", Self.versions[0].sql + " ")
            await #expect(throws: SchemaHistoryError.checksumDiffers(version: edited)) {
                try await runner(database, [edited, Self.versions[1]]).migrate()
            }
        }
    }

    @Test("refuse a database that is newer than the build")
    func newer() async throws {
        try await withTemporaryDatabase(.empty) { database in
            _ = try await runner(database).migrate()
            await #expect(throws: SchemaHistoryError.databaseIsNewer(database: 2, binary: 1)) {
                try await runner(database, [Self.versions[0]]).status()
            }
        }
    }

    @Test("find no drift right after they ran, in this build's own schema")
    func noDrift() async throws {
        try await withTemporaryDatabase { database in
            let drift = try await runner(database, SchemaHistory.versions).drift()
            #expect(drift.isEmpty, "\(drift)")
        }
    }

    @Test(
        "name what was changed behind their back",
        arguments: zip(
            [
                "ALTER TABLE people ADD COLUMN age int", "ALTER TABLE people ALTER COLUMN name DROP NOT NULL",
                "CREATE INDEX sneaky ON people (name)", "GRANT SELECT ON people TO public",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "ALTER TABLE pets DISABLE TRIGGER USER; ALTER TABLE pets ADD CHECK (id > 0)",
                "CREATE SCHEMA extra",
                "CREATE VIEW v AS SELECT 1 AS one", "DROP TABLE pets",
            ],
            [
                "column public.people.age integer", "column public.people.name text", "sneaky",
                "grant SELECT on relation public.people to public", "function public.f()", "pets_id_check",
                "schema extra", "view public.v ", "relation public.pets kind r",
            ]
        )
    )
    func drift(_ change: String, _ expected: String) async throws {
        try await withTemporaryDatabase(.empty) { database in
            _ = try await runner(database).migrate()
            try await tamper(database, change)
            let drift = try await runner(database).drift()
            #expect(drift.description.contains(expected))
        }
    }

    @Test("do not speak of drift where nothing was ever migrated")
    func driftWithoutHistory() async throws {
        try await withTemporaryDatabase(.empty) { database in
            await #expect(throws: SchemaHistoryError.historyMissing) { try await runner(database).drift() }
        }
    }
}

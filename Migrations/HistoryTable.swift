import PostgresClient

/// The table that remembers which versions were applied; the migrations' own schema keeps it out of every
/// comparison.
struct HistoryTable {
    let connection: PostgresConnection

    func create() async throws {
        try await connection.executeScript(
            """
            CREATE SCHEMA IF NOT EXISTS migration;
            REVOKE ALL ON SCHEMA migration FROM PUBLIC;
            CREATE TABLE IF NOT EXISTS migration.schema_history (
                number integer PRIMARY KEY CHECK (number > 0),
                name text NOT NULL,
                checksum bytea NOT NULL CHECK (octet_length(checksum) = 32),
                applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                assay_version text NOT NULL,
                -- The whole schema after this version, one line for each fact.
                catalogue text[] NOT NULL
            );
            """
        )
    }

    func exists() async throws -> Bool {
        let row = try await connection.queryOne(
            "SELECT to_regclass('migration.schema_history') IS NOT NULL AS present"
        )
        return try row?.decode("present", as: Bool.self) ?? false
    }

    /// In the order of their numbers; empty when the table does not exist.
    func applied() async throws -> [AppliedVersion] {
        guard try await exists() else { return [] }
        let rows = try await connection.query(
            """
            SELECT number::bigint AS number, name, encode(checksum, 'hex') AS checksum, assay_version,
                to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS applied_at
            FROM migration.schema_history ORDER BY number
            """
        )
        return try rows.map { row in
            AppliedVersion(
                number: try row.decode("number"),
                name: try row.decode("name"),
                checksum: try row.decode("checksum"),
                appliedAt: try row.decode("applied_at"),
                assayVersion: try row.decode("assay_version")
            )
        }
    }

    func record(_ version: SchemaVersion, assayVersion: String, catalogue: [String]) async throws {
        _ = try await connection.execute(
            """
            INSERT INTO migration.schema_history (number, name, checksum, assay_version, catalogue)
            VALUES (
                \(Int32(version.number)), \(version.name), sha256(\(version.bytes)), \(assayVersion),
                \(catalogue)
            )
            """
        )
    }

    /// What the newest migration left; nil when there was none.
    func newestCatalogue() async throws -> [String]? {
        guard try await exists() else { return nil }
        let row = try await connection.queryOne(
            "SELECT catalogue FROM migration.schema_history ORDER BY number DESC LIMIT 1"
        )
        return try row?.decode("catalogue", as: [String].self)
    }

    /// SHA-256 of each version's bytes, lower-case hexadecimal: PostgreSQL computes it, so this module needs
    /// no cryptography of its own.
    func checksums(of versions: [SchemaVersion]) async throws -> [String] {
        var checksums: [String] = []
        for version in versions {
            let row = try await connection.queryOne(
                "SELECT encode(sha256(\(version.bytes)), 'hex') AS checksum"
            )
            checksums.append(try row?.decode("checksum", as: String.self) ?? "")
        }
        return checksums
    }
}

package import Logging
import PostgresClient

/// Brings a database to the schema of this binary and tells whether it has stayed there.
package struct SchemaRunner: Sendable {
    /// How long a starting server waits for another one that is migrating.
    package static let lockSecondsMax = 300
    /// The key of the advisory lock: "assaysch" in ASCII.
    private static let lockKey: Int64 = 0x6173_7361_7973_6368

    private let connectionString: String
    private let assayVersion: String
    private let versions: [SchemaVersion]
    private let logger: Logger

    /// `connectionString` logs in as the owner of the schema, who may create schemas, and roles if versions
    /// do.
    package init(
        connectionString: String,
        assayVersion: String,
        versions: [SchemaVersion] = SchemaHistory.versions,
        logger: Logger
    ) {
        self.connectionString = connectionString
        self.assayVersion = assayVersion
        self.versions = versions
        self.logger = logger
    }

    /// Applies what is pending, each version in its own transaction, and returns it; several servers may call
    /// this at once, and the versions are applied by one of them.
    ///
    /// Throws `SchemaHistoryError`, or `PostgresError` when the database cannot be reached.
    package func migrate() async throws -> [SchemaVersion] {
        try await withConnection { connection in
            let table = HistoryTable(connection: connection)
            try await lock(connection)
            try await table.create()
            let pending = try await pending(table)
            for version in pending { try await apply(version, table) }
            return pending
        }
    }

    /// Changes nothing.
    package func status() async throws -> SchemaStatus {
        try await withConnection { connection in
            let table = HistoryTable(connection: connection)
            return SchemaStatus(applied: try await table.applied(), pending: try await pending(table))
        }
    }

    /// Compares the live schema with what the newest migration left.
    package func drift() async throws -> SchemaDrift {
        try await withConnection { connection in
            guard let expected = try await HistoryTable(connection: connection).newestCatalogue() else {
                throw SchemaHistoryError.historyMissing
            }
            return SchemaDrift(expected: expected, actual: try await CatalogueDescription.lines(connection))
        }
    }

    private func pending(_ table: HistoryTable) async throws -> [SchemaVersion] {
        try MigrationPlan.pending(
            versions: versions,
            checksums: try await table.checksums(of: versions),
            applied: try await table.applied()
        )
    }

    private func apply(_ version: SchemaVersion, _ table: HistoryTable) async throws {
        let connection = table.connection
        logger.info("applying schema version", metadata: ["version": "\(version)"])
        _ = try await connection.execute("BEGIN")
        do {
            try await connection.executeScript(version.sql)
            let catalogue = try await CatalogueDescription.lines(connection)
            try await table.record(version, assayVersion: assayVersion, catalogue: catalogue)
            _ = try await connection.execute("COMMIT")
        } catch let error as PostgresError {
            _ = try? await connection.execute("ROLLBACK")
            let reason = String(reflecting: error)
            logger.error("schema version failed", metadata: ["version": "\(version)", "reason": "\(reason)"])
            throw SchemaHistoryError.versionFailed(version: version, reason: reason)
        }
    }

    /// A session lock, because it must outlast the transactions of the single versions. It is released with
    /// the connection.
    private func lock(_ connection: PostgresConnection) async throws {
        do {
            _ = try await connection.execute("SET lock_timeout = \(raw: "'\(Self.lockSecondsMax)s'")")
            _ = try await connection.query("SELECT pg_advisory_lock(\(Self.lockKey))::text")
        } catch {
            guard error.code == .lockNotAvailable else { throw error }
            throw SchemaHistoryError.lockTimedOut(seconds: Self.lockSecondsMax)
        }
    }

    /// One connection of its own, closed at the end, so that no setting or lock outlives the call.
    private func withConnection<Value: Sendable>(
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        var configuration = PostgresConfiguration(connectionString: connectionString)
        configuration.applicationName = "assay schema"
        configuration.connectionsMax = 1
        let pool = PostgresPool(configuration, logger: logger)
        do {
            let value = try await pool.withConnection(body)
            await pool.shutdown()
            return value
        } catch {
            await pool.shutdown()
            throw error
        }
    }
}

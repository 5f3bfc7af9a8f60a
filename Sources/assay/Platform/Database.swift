import EmbeddedPostgres
import Identifiers
import Logging
import PostgresClient
import SchemaHistory
import Signing

/// The database of this server, migrated, with a pool for the application and one for the sequencer.
struct Database: Sendable {
    /// Nil with `--database-url`.
    let embedded: EmbeddedPostgres?
    let pool: PostgresPool
    let sequencerPool: PostgresPool
    let listenerConfiguration: PostgresConfiguration
    /// Logs in as the schema's owner.
    let ownerConnectionString: String

    private static let name = "assay"

    static func start(_ settings: ServerSettings, _ directory: DataDirectory, _ logger: Logger) async throws
        -> Database
    {
        guard let url = settings.databaseURL else {
            return try await startEmbedded(settings, directory, logger)
        }
        try await migrate(url, logger)
        return Database(embedded: nil, owner: url, login: url, settings, logger)
    }

    private static func startEmbedded(
        _ settings: ServerSettings,
        _ directory: DataDirectory,
        _ logger: Logger
    ) async throws -> Database {
        let configuration = EmbeddedPostgresConfiguration(
            dataDirectory: directory.postgres,
            settings: ["max_connections": String(settings.databaseConnectionsMax + 10)]
        )
        let postgres = try await EmbeddedPostgres.start(configuration, logger: logger)
        do {
            try await ServerLogin.createDatabase(
                name,
                superuser: postgres.superuserConnectionString,
                logger: logger
            )
            let owner = postgres.superuserConnectionString(database: name)
            try await migrate(owner, logger)
            let password = Hexadecimal.encode(try SecureRandom.bytes(32))
            try await ServerLogin.prepare(password: password, superuser: owner, logger: logger)
            let login = postgres.connectionString(database: name, user: ServerLogin.name, password: password)
            return Database(embedded: postgres, owner: owner, login: login, settings, logger)
        } catch {
            await postgres.stop()
            throw error
        }
    }

    private init(
        embedded: EmbeddedPostgres?,
        owner: String,
        login: String,
        _ settings: ServerSettings,
        _ logger: Logger
    ) {
        self.embedded = embedded
        ownerConnectionString = owner
        var application = PostgresConfiguration(connectionString: login)
        application.role = "assay_app"
        application.connectionsMax = settings.databaseConnectionsMax
        application.statementTimeoutMs = 120_000
        listenerConfiguration = application
        pool = PostgresPool(application, logger: logger)
        var sequencer = PostgresConfiguration(connectionString: login)
        sequencer.role = "assay_sequencer"
        sequencer.applicationName = "assay sequencer"
        sequencer.connectionsMax = 2
        sequencerPool = PostgresPool(sequencer, logger: logger)
    }

    private static func migrate(_ connectionString: String, _ logger: Logger) async throws {
        let applied = try await SchemaRunner(
            connectionString: connectionString,
            assayVersion: BuildVersion.text,
            logger: logger
        ).migrate()
        if !applied.isEmpty {
            logger.info("schema migrated", metadata: ["versions": "\(applied.map(\.name))"])
        }
    }

    func stop() async {
        await pool.shutdown()
        await sequencerPool.shutdown()
        await embedded?.stop()
    }
}

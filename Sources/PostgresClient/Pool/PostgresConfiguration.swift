/// How to reach a database and how much of it to use.
package struct PostgresConfiguration: Sendable {
    /// Where the server is.
    package enum Target: Sendable {
        /// A libpq connection string, `postgres://…` or `key=value …`.
        case connectionString(String)
        /// `host` is a name, an address, or the absolute path of the folder of a Unix socket.
        case server(host: String, port: Int, database: String, user: String, password: String?)
    }

    package var target: Target
    /// Shown in `pg_stat_activity`.
    package var applicationName = "assay"
    /// The role that every session takes on before its first statement.
    package var role: String?
    package var connectTimeoutSeconds = 10
    /// `statement_timeout` of the sessions; nil leaves the server's setting.
    package var statementTimeoutMs: Int?
    /// Longest silence of the server during one statement before the connection is given up; nil waits on.
    package var answerSecondsMax: Int?
    package var connectionsMax = 8
    package var waitersMax = 256
    package var waitSecondsMax = 30
    package var idleSecondsMax = 300
    package var lifetimeSecondsMax = 3_600
    /// First pause after a failed attempt to connect; it doubles up to `reconnectPauseMsMax`.
    package var reconnectPauseMsMin = 100
    package var reconnectPauseMsMax = 5_000
    /// How long ``PostgresPool/shutdown()`` waits for connections in use before it closes them.
    package var shutdownSecondsMax = 10

    package init(_ target: Target) {
        self.target = target
    }

    package init(connectionString: String) {
        self.init(.connectionString(connectionString))
    }

    package init(
        host: String,
        port: Int = 5432,
        database: String,
        user: String,
        password: String? = nil
    ) {
        self.init(.server(host: host, port: port, database: database, user: user, password: password))
    }
}

/// Where the private cluster lives and how its server runs.
package struct EmbeddedPostgresConfiguration: Sendable {
    /// How much a crash of the machine may cost.
    package enum Durability: Sendable {
        /// Every commit is on disk before it is acknowledged.
        case durable
        /// No `fsync`: fast, and worthless after a crash of the machine. For tests only.
        case forTests
    }

    /// What becomes of the server when the owning process is killed.
    package enum OwnerDeath: Sendable {
        /// It finishes its work and is stopped cleanly by the next start on the same directory.
        case serverSurvives
        /// The kernel ends it at once (`PR_SET_PDEATHSIG`). For tests, which leave nothing running.
        case serverEnds
    }

    /// The folder for the cluster, its log, its lock and its password; made when it is missing.
    package var dataDirectory: String
    /// The folder of the Unix socket; nil takes `run` under the data directory, or a private folder under the
    /// system temporary directory when that path is too long for a socket address.
    package var socketDirectory: String?
    /// The folder of `postgres` and `initdb`; nil searches for them.
    package var binariesDirectory: String?
    /// PostgreSQL settings by name, over the built-in ones.
    package var settings: [String: String]
    /// The longest time from launch to the first accepted connection, crash recovery included.
    package var startSecondsMax: Int
    /// The longest time a clean stop may take before the server is made to stop at once.
    package var stopSecondsMax: Int
    package var durability: Durability
    package var ownerDeath: OwnerDeath
    /// The file for the server's own messages; nil takes `server.log` under the data directory.
    package var logFile: String?

    package init(
        dataDirectory: String,
        socketDirectory: String? = nil,
        binariesDirectory: String? = nil,
        settings: [String: String] = [:],
        startSecondsMax: Int = 120,
        stopSecondsMax: Int = 30,
        durability: Durability = .durable,
        ownerDeath: OwnerDeath = .serverSurvives,
        logFile: String? = nil
    ) {
        self.dataDirectory = dataDirectory
        self.socketDirectory = socketDirectory
        self.binariesDirectory = binariesDirectory
        self.settings = settings
        self.startSecondsMax = startSecondsMax
        self.stopSecondsMax = stopSecondsMax
        self.durability = durability
        self.ownerDeath = ownerDeath
        self.logFile = logFile
    }
}

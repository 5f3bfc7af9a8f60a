import Logging
import PostgresClient
import TestSupport

/// The logins that a platform under test works with.
struct PlatformDatabase: Sendable {
    var application: String
    var sequencer: String
    var superuser: String
    /// Taken on by the sessions; nil where the login itself has the rights.
    var applicationRole: String?
    var sequencerRole: String?
    /// How long a request waits for a connection while the server is away.
    var waitSecondsMax = 30

    static let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    init(application: String, sequencer: String, superuser: String, waitSecondsMax: Int = 30) {
        self.application = application
        self.sequencer = sequencer
        self.superuser = superuser
        self.waitSecondsMax = waitSecondsMax
    }

    init(_ database: TemporaryDatabase) {
        self.init(
            application: database.connectionString(as: .application),
            sequencer: database.connectionString(as: .sequencer),
            superuser: database.superuserConnectionString
        )
    }

    func configuration(_ connectionString: String, role: String?, connectionsMax: Int)
        -> PostgresConfiguration
    {
        var configuration = PostgresConfiguration(connectionString: connectionString)
        configuration.role = role
        configuration.connectionsMax = connectionsMax
        configuration.waitSecondsMax = waitSecondsMax
        return configuration
    }

    func pool(_ connectionString: String, role: String? = nil, connectionsMax: Int) -> PostgresPool {
        let configuration = configuration(connectionString, role: role, connectionsMax: connectionsMax)
        return PostgresPool(configuration, logger: Self.logger)
    }
}

/// The settings that the server is started with, for a machine of a few cores and gigabytes.
///
/// They go on the command line, where they win over every file in the cluster.
struct ServerSettings: Sendable, Equatable {
    let values: [String: String]

    init(
        durability: EmbeddedPostgresConfiguration.Durability,
        socketDirectory: String,
        overrides: [String: String]
    ) {
        var values = Self.small
        if durability == .forTests { values.merge(Self.volatile) { $1 } }
        values.merge(overrides) { $1 }
        values.merge(Self.fixed) { $1 }
        values["unix_socket_directories"] = Self.listElement(socketDirectory)
        self.values = values
    }

    var arguments: [String] {
        values.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0.key)=\($0.value)"] }
    }

    /// Workers for parallel queries share memory through `/dev/shm`, which containers keep at 64 MB; on two
    /// cores they gain little.
    private static let small = [
        "shared_buffers": "256MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "128MB",
        "max_connections": "60",
        "max_parallel_workers_per_gather": "0",
        "max_parallel_maintenance_workers": "0",
        "random_page_cost": "1.1",
        "jit": "off",
        "wal_compression": "on",
        "timezone": "UTC",
        "log_timezone": "UTC",
        // Failed statements are reported to their client; in the log they would repeat users' text.
        "log_min_messages": "log",
        "log_checkpoints": "off",
    ]

    private static let volatile = [
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "wal_compression": "off",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "shared_buffers": "64MB",
        "max_connections": "100",
        "autovacuum_naptime": "1h",
    ]

    /// What nobody may override: no network, and a socket for the server's own user.
    private static let fixed = [
        "listen_addresses": "",
        "port": "\(ClusterLayout.port)",
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "restart_after_crash": "on",
    ]

    /// The setting is a list, so a comma in the path needs the quotes.
    private static func listElement(_ text: String) -> String {
        "\"\(text.replacing("\"", with: "\"\""))\""
    }
}

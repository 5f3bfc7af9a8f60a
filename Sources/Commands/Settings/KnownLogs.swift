/// What this client knows of the audit logs that it has verified, by server address: a log that changes its
/// key or
/// its past is found out by it.
struct KnownLogs: Codable, Hashable, Sendable {
    struct Log: Codable, Hashable, Sendable {
        /// In the `name+id+base64` form, sorted.
        var keys: [String]
        /// The newest signed note that was verified against every entry, in base 64.
        var checkpoint: String?
    }

    var logs: [String: Log] = [:]
}

extension SettingsFolder {
    private static let logsFile = "known-logs.json"

    func knownLogs() throws(CommandFailure) -> KnownLogs {
        try read(KnownLogs.self, from: Self.logsFile) ?? KnownLogs()
    }

    func save(_ logs: KnownLogs) throws(CommandFailure) { try write(logs, to: Self.logsFile) }
}

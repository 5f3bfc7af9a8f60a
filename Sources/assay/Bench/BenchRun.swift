import Foundation
import Logging

/// What all parts of one call share.
struct BenchRun: Sendable {
    let plan: BenchPlan
    /// Everything that is written lies below; it goes at the end.
    let folder: String
    /// For the servers and this process alike: no setting of a real server finds its way into a measurement.
    let environment: [String: String]
    let logger: Logger

    init(plan: BenchPlan) throws {
        self.plan = plan
        let all = ProcessInfo.processInfo.environment
        environment = all.filter { !$0.key.hasPrefix("ASSAY_") || $0.key == "ASSAY_EMBEDDING_MODEL" }
        logger = ServerLog.start(level: .warning)
        folder =
            FileManager.default.temporaryDirectory.appending(path: "assay-bench-\(UUID().uuidString)").path
        // The database's account must be able to pass, as with any data directory.
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o711]
        )
    }

    func removeFolder() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The settings of a server on a data directory, for what is done in this process.
    func settings(dataDirectory: String, databaseConnectionsMax: Int = 12) throws -> ServerSettings {
        try ServerSettings(
            try SettingValues(
                flags: [.dataDir: dataDirectory, .databaseConnections: "\(databaseConnectionsMax)"],
                environment: environment,
                configFile: nil
            )
        )
    }

    /// Says on standard error what is going on; standard output is for the report.
    func say(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data("bench: \(text)\n".utf8))
    }
}

import Commands
import FoundationEssentials

/// A data directory with an imported export, and what the import took.
struct BenchCorpus: Sendable {
    let workspace: BenchWorkspace
    let imported: ImportFigures

    /// Imports `ASSAY_BENCH_EXPORT`, or an export that is made here.
    static func make(_ run: BenchRun) async throws -> BenchCorpus {
        let export = try export(run)
        let workspace = try await BenchWorkspace.make(run, name: "corpus")
        let figures = try await BenchServer.running(run, dataDirectory: workspace.dataDirectory) { server in
            try await ImportMeasurement(run: run, server: server, workspace: workspace)(export)
        }
        return BenchCorpus(workspace: workspace, imported: figures)
    }

    private static func export(_ run: BenchRun) throws -> String {
        if let given = ProcessInfo.processInfo.environment["ASSAY_BENCH_EXPORT"], !given.isEmpty {
            guard FileManager.default.isReadableFile(atPath: given) else {
                throw BenchFault("ASSAY_BENCH_EXPORT: \(given) cannot be read")
            }
            return given
        }
        run.say("making an export of \(run.plan.syntheticMessages) messages")
        let path = "\(run.folder)/made-up.zip"
        let export = SyntheticExport(messages: run.plan.syntheticMessages)
        try export.write(to: path, through: "\(run.folder)/made-up")
        return path
    }
}

/// What one import took and left.
struct ImportFigures: Sendable {
    var fileName = ""
    /// By stage, in order; resolution 50 ms.
    var stageSeconds: [(name: String, seconds: Double)] = []
    var messages = 0
    var chunks = 0
    var serverPeakBytes = 0.0
    /// The most of any reading during the import, half a second apart.
    var databasePeakBytes = 0.0
    var indexBytes = 0.0

    var totalSeconds: Double { stageSeconds.reduce(0) { $0 + $1.seconds } }

    var section: BenchSection {
        var section = BenchSection("Import of \(fileName), embedded and searchable")
        section.add("messages", "", Double(messages))
        section.add("chunks", "", Double(chunks))
        section.add("time until everything can be found", "s", totalSeconds)
        for stage in stageSeconds { section.add("– \(stage.name)", "s", stage.seconds) }
        section.add("messages per second", "1/s", Double(messages) / totalSeconds)
        section.add("chunks per second", "1/s", Double(chunks) / totalSeconds)
        let mebibyte = 1_048_576.0
        section.add("peak resident memory of the server process", "MiB", serverPeakBytes / mebibyte)
        section.add("peak memory of PostgreSQL, all processes", "MiB", databasePeakBytes / mebibyte)
        section.add("search index in memory", "MiB", indexBytes / mebibyte)
        section.remarks = [
            "One run. PostgreSQL's memory is the sum of proportional shares (PSS) of its processes, the most of "
                + "readings half a second apart; the server's is VmHWM."
        ]
        return section
    }
}

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

    /// `ASSAY_BENCH_EXPORT`, or an export that is made here.
    static func export(_ run: BenchRun) throws -> String {
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

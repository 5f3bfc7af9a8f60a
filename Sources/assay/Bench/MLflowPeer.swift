import FoundationEssentials

/// An MLflow server to measure beside: one that runs already, or one that `scripts/bench-mlflow-server` starts.
struct MLflowPeer {
    private static let script = "scripts/bench-mlflow-server"
    /// The first start installs the package.
    private static let startSecondsMax = 900.0

    let address: String
    /// Of the script, whose descendants are all of MLflow; nil for a server that somebody else started.
    let pid: Int32?

    /// Runs `body` with the peer that `ASSAY_BENCH_MLFLOW` names by its address; with none when that says `none` or
    /// when there is nothing to start one with; else with one that ends afterwards.
    static func running<Value>(_ run: BenchRun, _ body: (MLflowPeer?) async throws -> Value) async throws
        -> Value
    {
        let environment = ProcessInfo.processInfo.environment
        let named = environment["ASSAY_BENCH_MLFLOW"] ?? ""
        if named == "none" { return try await body(nil) }
        if !named.isEmpty { return try await body(MLflowPeer(address: named, pid: nil)) }
        guard FileManager.default.isExecutableFile(atPath: script) else { return try await body(nil) }
        run.say("catalog: starting MLflow (the first time it is installed, which takes minutes)")
        // This process ignores the signals that it waits for, a shell would inherit that, and could not be ended.
        let program = try ChildProgram(
            path: "/usr/bin/env",
            ["--default-signal=INT,TERM", "./" + script],
            environment: environment,
            outputFile: "\(run.folder)/mlflow.log"
        )
        do {
            let address = try await program.line(after: "MLflow is serving at ", secondsMax: startSecondsMax)
            let value = try await body(MLflowPeer(address: address, pid: program.pid))
            await program.stop()
            return value
        } catch {
            await program.stop()
            throw error
        }
    }
}

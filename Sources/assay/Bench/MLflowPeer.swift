import FoundationEssentials
import Identifiers
import Signing

/// An MLflow server to measure beside: one that runs already, or one that `scripts/bench-mlflow-server` starts.
struct MLflowPeer {
    private static let script = "scripts/bench-mlflow-server"
    /// The first start installs the package.
    private static let startSecondsMax = 900.0

    /// How MLflow is served.
    enum Kind: Sendable {
        case open
        /// `--app-name basic-auth` as it comes.
        case basicAuthentication
    }

    let target: CatalogTarget
    /// Of the script, whose descendants are all of MLflow; nil for a server that somebody else started.
    let pid: Int32?
    /// From the start of `mlflow server` until it answered; nil like `pid`.
    let startSeconds: Double?

    /// Runs `body` with the peer that `ASSAY_BENCH_MLFLOW` names by its address; with none when that says `none` or
    /// when there is nothing to start one with; else with one that ends afterwards. A named one is taken as it is, and
    /// for nothing that needs a login or a filled store.
    ///
    /// - Parameter isTimed: Whether it is started twice, so that the time is that of a start with its tables there.
    static func running<Value>(
        _ run: BenchRun,
        _ kind: Kind,
        seededModels: Int,
        isTimed: Bool = false,
        _ body: (MLflowPeer?) async throws -> Value
    ) async throws -> Value {
        let environment = ProcessInfo.processInfo.environment
        let named = environment["ASSAY_BENCH_MLFLOW"] ?? ""
        if named == "none" { return try await body(nil) }
        if !named.isEmpty {
            let isFit = kind == .open && seededModels == 0
            return try await body(
                isFit ? MLflowPeer(target: target(named, nil), pid: nil, startSeconds: nil) : nil
            )
        }
        guard FileManager.default.isExecutableFile(atPath: script) else { return try await body(nil) }
        run.say("starting MLflow (the first time it is installed, which takes minutes)")
        // This process ignores the signals that it waits for, a shell would inherit that, and could not be ended.
        let password = Hexadecimal.encode(try SecureRandom.bytes(16))
        let program = try ChildProgram(
            path: "/usr/bin/env",
            ["--default-signal=INT,TERM", "./" + script],
            environment: environment.merging(
                [
                    "ASSAY_BENCH_MLFLOW_PASSWORD": kind == .open ? "" : password,
                    "ASSAY_BENCH_MLFLOW_SEED": String(seededModels),
                    "ASSAY_BENCH_MLFLOW_TIMED": isTimed ? "1" : "",
                ],
                uniquingKeysWith: { $1 }
            ),
            outputFile: "\(run.folder)/mlflow.log"
        )
        do {
            let address = try await program.line(after: "MLflow is serving at ", secondsMax: startSecondsMax)
            let login = "Basic " + Base64.encode(Array("admin:\(password)".utf8))
            let target = target(address, kind == .open ? nil : login)
            let seconds = Double(try await program.line(after: "MLflow took ", secondsMax: 1)) ?? .nan
            let value = try await body(MLflowPeer(target: target, pid: program.pid, startSeconds: seconds))
            await program.stop()
            return value
        } catch {
            await program.stop()
            throw error
        }
    }

    private static func target(_ address: String, _ authorization: String?) -> CatalogTarget {
        CatalogTarget(name: "MLflow", address: address, authorization: authorization)
    }
}

import Commands
import FoundationEssentials

/// One large artifact up and down through MLflow's artifact route, beside what the disk and a hash alone take.
struct ArtifactBench {
    let run: BenchRun

    private struct Figures {
        var copied = RoundFigures()
        var uploaded = RoundFigures()
        var downloaded = RoundFigures()
        var peakMebibytes = 0.0
        var idleMebibytes = 0.0
    }

    func callAsFunction() async throws -> BenchSection {
        let workspace = try await BenchWorkspace.make(run, name: "artifacts")
        let file = "\(run.folder)/artifact"
        run.say("artifacts: making a file")
        try shell("head -c \(run.plan.artifactBytes) /dev/urandom > \(file)")
        return try await BenchServer.running(run, dataDirectory: workspace.dataDirectory) { server in
            try await measure(server, workspace, file)
        }
    }

    private var rounds: Int { min(run.plan.rounds, run.plan.artifactRoundsMax) }

    private func measure(_ server: BenchServer, _ workspace: BenchWorkspace, _ file: String) async throws
        -> BenchSection
    {
        var figures = Figures()
        figures.idleMebibytes = ProcessMemory.residentBytes(of: server.program.pid) / 1_048_576
        for round in 1...rounds {
            run.say("artifacts: round \(round) of \(rounds)")
            // New bytes each time: those that are stored already would not be written again.
            try shell("printf %08d \(round) | dd of=\(file) conv=notrunc status=none && sync \(file)")
            let address = try await address(server, workspace)
            let copy = "\(run.folder)/copy"
            figures.copied.append(
                try rate { try shell("cp \(file) \(copy) && sha256sum \(copy) > \(copy).sum") }
            )
            let curl =
                "curl --silent --show-error --fail -H 'Authorization: Bearer \(workspace.engineerToken)'"
            figures.uploaded.append(
                try rate { try shell("\(curl) --upload-file \(file) -o /dev/null '\(address)'") }
            )
            figures.downloaded.append(try rate { try shell("\(curl) -o \(copy) '\(address)'") })
            try shell("cmp \(file) \(copy) && rm \(copy)")
        }
        figures.peakMebibytes = ProcessMemory.peakBytes(of: server.program.pid) / 1_048_576
        return section(figures)
    }

    /// Where the artifact of a new run goes.
    private func address(_ server: BenchServer, _ workspace: BenchWorkspace) async throws -> String {
        let login = "Bearer \(workspace.engineerToken)"
        let target = CatalogTarget(name: "Assay", address: server.address, authorization: login)
        let client = try SocketLoad(address: server.address, authorization: login, connections: 1)
        let answer = try await client.send(target.createRun()).expectSuccess()
        let uri = try JSONDecoder().decode(MadeRun.self, from: Data(answer)).run.info.artifactURI
        guard let root = uri.split(separator: ":", maxSplits: 1).last else {
            throw BenchFault("the run's artifact URI is \(uri)")
        }
        let path = root.drop { $0 == "/" }
        return "\(server.address)/api/2.0/mlflow-artifacts/artifacts/\(path)/model.bin"
    }

    /// Mebibytes in a second.
    private func rate(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        return Double(run.plan.artifactBytes) / 1_048_576 / ((ContinuousClock.now - start) / .seconds(1))
    }

    private func shell(_ script: String) throws {
        guard ChildProgram.output(of: "bash", ["-c", "{ \(script); } && echo done"]) == "done" else {
            throw BenchFault("this failed: \(script.prefix(60))…")
        }
    }

    private func section(_ figures: Figures) -> BenchSection {
        let mebibytes = RoundFigures.text(Double(run.plan.artifactBytes) / 1_048_576)
        var section = BenchSection("Artifact of \(mebibytes) MiB", peerName: "cp and sha256sum")
        section.add("upload", "MiB/s", figures.uploaded, peer: figures.copied)
        section.add("download", "MiB/s", figures.downloaded, peer: figures.copied)
        section.add("resident before, server process", "MiB", figures.idleMebibytes)
        section.add("peak resident, server process", "MiB", figures.peakMebibytes)
        section.remarks.append(
            "\(rounds) rounds with new bytes each; median (min–max) over rounds, ratios round by round. The client "
                + "is curl on the same machine; an upload is hashed, synced and recorded before it is answered, a "
                + "download is written to a file. Beside it stands `cp` of the same file and `sha256sum` of the copy, one "
                + "after the other."
        )
        return section
    }
}

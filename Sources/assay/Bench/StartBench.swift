import Commands

/// How long a server takes from the start of its process until it is ready, and what it then holds.
struct StartBench {
    let run: BenchRun
    /// Nil leaves the start with messages out.
    let corpus: BenchCorpus?

    func callAsFunction() async throws -> BenchSection {
        let peer = try await peerFigures()
        var section = BenchSection("Start of `assay serve`", peerName: peer == nil ? nil : "MLflow")
        run.say("start: first starts")
        section.add("first start, new database, until `/healthz`", "s", try await firstStarts())
        let empty = try await BenchWorkspace.make(run, name: "empty")
        try await add("no messages", empty, peer, to: &section)
        if let corpus {
            try await add(corpus.imported.messagesText, corpus.workspace, nil, to: &section)
        }
        section.remarks.append(
            "\(run.plan.rounds) starts each, with files in the page cache. Memory is read "
                + "\(RoundFigures.text(run.plan.idleSeconds)) s after the last one was ready; PostgreSQL's is the sum "
                + "of proportional shares (PSS) of its processes. MLflow is `mlflow server` as it comes, started on a "
                + "database that has its tables, \(run.plan.peerStarts) times; its memory is that of all its processes."
        )
        return section
    }

    private struct PeerFigures {
        var startSeconds = RoundFigures()
        /// With its PostgreSQL.
        var idleBytes = 0.0
    }

    /// Nil when there is no MLflow to measure.
    private func peerFigures() async throws -> PeerFigures? {
        var figures = PeerFigures()
        for _ in 0..<run.plan.peerStarts {
            try await MLflowPeer.running(run, .open, seededModels: 0, isTimed: true) { peer in
                guard let peer, let pid = peer.pid, let seconds = peer.startSeconds else { return }
                figures.startSeconds.append(seconds)
                try await Task.sleep(for: .seconds(run.plan.idleSeconds))
                figures.idleBytes = ProcessMemory.treeBytes(of: pid)
            }
        }
        return figures.startSeconds.values.isEmpty ? nil : figures
    }

    private func firstStarts() async throws -> RoundFigures {
        var seconds = RoundFigures()
        for round in 1...run.plan.rounds {
            let folder = "\(run.folder)/first-\(round)"
            try await BenchServer.running(run, dataDirectory: folder, readyPath: "/healthz") { server in
                seconds.append(server.startSeconds)
            }
        }
        return seconds
    }

    private func add(
        _ name: String,
        _ workspace: BenchWorkspace,
        _ peer: PeerFigures?,
        to section: inout BenchSection
    ) async throws {
        var seconds = RoundFigures()
        var (resident, all) = (0.0, 0.0)
        for round in 1...run.plan.rounds {
            run.say("start: \(name), \(round) of \(run.plan.rounds)")
            try await BenchServer.running(run, dataDirectory: workspace.dataDirectory) { server in
                seconds.append(server.startSeconds)
                guard round == run.plan.rounds else { return }
                try await Task.sleep(for: .seconds(run.plan.idleSeconds))
                resident = ProcessMemory.residentBytes(of: server.program.pid)
                all = server.memoryBytes(workspace.dataDirectory)
            }
        }
        section.add("\(name), until `/readyz`", "s", seconds, peer: peer?.startSeconds)
        section.add("– idle, resident, server process", "MiB", resident / 1_048_576)
        section.add(
            "– idle, with PostgreSQL",
            "MiB",
            RoundFigures([all / 1_048_576]),
            peer: peer.map { RoundFigures([$0.idleBytes / 1_048_576]) }
        )
    }
}

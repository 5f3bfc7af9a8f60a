import Commands

/// How long a server takes from the start of its process until it is ready, and what it then holds.
struct StartBench {
    let run: BenchRun
    /// Nil leaves the start with messages out.
    let corpus: BenchCorpus?

    func callAsFunction() async throws -> BenchSection {
        var section = BenchSection("Start of `assay serve`")
        run.say("start: first starts")
        section.add("first start, new database, until `/healthz`", "s", try await firstStarts())
        let empty = try await BenchWorkspace.make(run, name: "empty")
        try await add("no messages", empty, to: &section)
        if let corpus {
            try await add(corpus.imported.messagesText, corpus.workspace, to: &section)
        }
        section.remarks.append(
            "\(run.plan.rounds) starts each, with files in the page cache. Memory is read "
                + "\(RoundFigures.text(run.plan.idleSeconds)) s after the last one was ready; PostgreSQL's is the sum "
                + "of proportional shares (PSS) of its processes."
        )
        return section
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

    private func add(_ name: String, _ workspace: BenchWorkspace, to section: inout BenchSection) async throws
    {
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
        section.add("\(name), until `/readyz`", "s", seconds)
        section.add("– idle, resident, server process", "MiB", resident / 1_048_576)
        section.add("– idle, with PostgreSQL", "MiB", all / 1_048_576)
    }
}

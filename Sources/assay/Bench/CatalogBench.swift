import FoundationEssentials

/// The catalog under load, beside MLflow's registry when there is one: same machine, same requests, rounds in turn.
struct CatalogBench {
    let run: BenchRun

    func callAsFunction() async throws -> BenchSection {
        let workspace = try await BenchWorkspace.make(run, name: "catalog")
        return try await BenchServer.running(run, dataDirectory: workspace.dataDirectory) { server in
            try await MLflowPeer.running(run) { peer in
                try await measure(server, workspace, peer)
            }
        }
    }

    private func measure(
        _ server: BenchServer,
        _ workspace: BenchWorkspace,
        _ peer: MLflowPeer?
    ) async throws -> BenchSection {
        let prefix = "measured-\(UInt32.random(in: .min ... .max))"
        var own = CatalogLoad(.assay(server, workspace), plan: run.plan, prefix: prefix)
        var other = peer.map { CatalogLoad(.mlflow(address: $0.address), plan: run.plan, prefix: prefix) }
        run.say("catalog: making \(run.plan.models) models")
        try await own.prepare()
        try await other?.prepare()
        for round in 1...run.plan.rounds {
            run.say("catalog: round \(round) of \(run.plan.rounds)")
            for step in CatalogLoad.Step.all {
                // Who begins changes from round to round.
                if !round.isMultiple(of: 2) { try await own.run(step) }
                try await other?.run(step)
                if round.isMultiple(of: 2) { try await own.run(step) }
                try Task.checkCancellation()
            }
        }
        var section = section(own, other)
        let mebibyte = 1_048_576.0
        section.add(
            "memory afterwards, with PostgreSQL",
            "MiB",
            RoundFigures([server.memoryBytes(workspace.dataDirectory) / mebibyte]),
            peer: peer?.pid.map { RoundFigures([ProcessMemory.treeBytes(of: $0) / mebibyte]) }
        )
        return section
    }

    private func section(_ own: CatalogLoad, _ other: CatalogLoad?) -> BenchSection {
        var section = BenchSection(
            "Catalog of \(RoundFigures.text(Double(run.plan.models))) models",
            peerName: other.map { $0.target.name }
        )
        for step in CatalogLoad.Step.all {
            guard let figures = own.figures[step] else { continue }
            section.add(step.text, perSecond: "requests/s", figures, peer: other?.figures[step])
        }
        section.remarks.append(
            "\(run.plan.rounds) rounds in turn of \(RoundFigures.text(run.plan.loadSeconds)) s each; median "
                + "(min–max) over rounds, ratios round by round. Assay checks a token and a permission and, for a "
                + "version, commits an audit entry in the same transaction. Acknowledgements are sent at once "
                + "(TCP_QUICKACK), which spares a server that writes head and body apart the kernel's 40 ms; "
                + "the rows that say otherwise are what an ordinary client sees."
        )
        if other == nil { section.remarks.append("No peer was measured; see `scripts/bench-mlflow-server`.") }
        return section
    }
}

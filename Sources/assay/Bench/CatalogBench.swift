import Commands
import Identifiers
import Persistence
import PostgresClient

/// The catalog under load beside MLflow, both through MLflow's REST API: same machine, same requests, rounds in turn.
struct CatalogBench {
    let run: BenchRun

    /// What one table is about.
    private struct Table {
        var title: String
        var peer: MLflowPeer.Kind
        var steps: [CatalogLoad.Step]
        /// Models that are made through the API.
        var models: Int
        var makesRuns = false
        /// Models that are put in beforehand, each with two tags, two versions and a tag on the first of them.
        var seeded = 0
        var remark: String
    }

    /// - Parameter show: Is given each table as soon as it is there.
    func callAsFunction(_ show: (BenchSection) -> Void) async throws {
        for (index, table) in tables.enumerated() {
            show(try await measure(table, name: "catalog-\(index)"))
        }
    }

    private var tables: [Table] {
        let plan = run.plan
        return [
            Table(
                title:
                    "Catalog of \(RoundFigures.text(Double(plan.models))) models, nobody logs in to MLflow",
                peer: .open,
                steps: CatalogLoad.Step.small,
                models: plan.models,
                makesRuns: true,
                remark:
                    "Assay checks a token and a permission for every request and commits an audit entry with "
                    + "every change; MLflow does neither."
            ),
            Table(
                title: "The same, with MLflow's basic authentication",
                peer: .basicAuthentication,
                steps: CatalogLoad.Step.authenticated,
                models: min(plan.models, plan.authenticatedModels),
                remark:
                    "MLflow runs with `--app-name basic-auth` as it comes, which hashes the password for every "
                    + "request."
            ),
            Table(
                title:
                    "Catalog of \(RoundFigures.text(Double(plan.seededModels))) models and twice as many versions",
                peer: .open,
                steps: CatalogLoad.Step.large,
                models: 0,
                seeded: plan.seededModels,
                remark:
                    "Each model has two tags and two versions, of which the first has the tag that is searched "
                    + "for. Both stores are filled by SQL and analysed."
            ),
        ]
    }

    private func measure(_ table: Table, name: String) async throws -> BenchSection {
        let workspace = try await BenchWorkspace.make(run, name: name)
        if table.seeded > 0 { try await seed(workspace, table.seeded) }
        return try await BenchServer.running(run, dataDirectory: workspace.dataDirectory) { server in
            try await MLflowPeer.running(run, table.peer, seededModels: table.seeded) { peer in
                try await measure(table, server, workspace, peer)
            }
        }
    }

    private func seed(_ workspace: BenchWorkspace, _ models: Int) async throws {
        run.say("catalog: filling Assay's store with \(models) models")
        let settings = try run.settings(dataDirectory: workspace.dataDirectory)
        let directory = DataDirectory(path: settings.dataDirectory)
        let database = try await Database.start(settings, directory, run.logger)
        do {
            let pool = PostgresPool(
                PostgresConfiguration(connectionString: database.ownerConnectionString),
                logger: run.logger
            )
            do { try await CatalogSeed(pool: pool).fill(models: models) } catch {
                await pool.shutdown()
                throw error
            }
            await pool.shutdown()
        } catch {
            await database.stop()
            throw error
        }
        await database.stop()
    }

    private func measure(
        _ table: Table,
        _ server: BenchServer,
        _ workspace: BenchWorkspace,
        _ peer: MLflowPeer?
    ) async throws -> BenchSection {
        let prefix = "measured-\(UInt32.random(in: .min ... .max))"
        let assay = CatalogTarget(
            name: "Assay",
            address: server.address,
            authorization: "Bearer \(workspace.engineerToken)"
        )
        var plan = run.plan
        plan.models = table.models
        var own = CatalogLoad(assay, plan: plan, prefix: prefix)
        var other = peer.map { CatalogLoad($0.target, plan: plan, prefix: prefix) }
        run.say("catalog: preparing “\(table.title)”")
        try await own.prepare(models: table.models, makesRuns: table.makesRuns)
        try await other?.prepare(models: table.models, makesRuns: table.makesRuns)
        for round in 1...plan.rounds {
            run.say("catalog: round \(round) of \(plan.rounds)")
            for step in table.steps {
                // Who begins changes from round to round.
                if !round.isMultiple(of: 2) { try await own.run(step) }
                try await other?.run(step)
                if round.isMultiple(of: 2) { try await own.run(step) }
                try Task.checkCancellation()
            }
        }
        var section = section(table, own, other)
        let mebibyte = 1_048_576.0
        section.add(
            "memory afterwards, with PostgreSQL",
            "MiB",
            RoundFigures([server.memoryBytes(workspace.dataDirectory) / mebibyte]),
            peer: peer?.pid.map { RoundFigures([ProcessMemory.treeBytes(of: $0) / mebibyte]) }
        )
        return section
    }

    private func section(_ table: Table, _ own: CatalogLoad, _ other: CatalogLoad?) -> BenchSection {
        var section = BenchSection(table.title, peerName: other.map { $0.target.name })
        for step in table.steps {
            guard let figures = own.figures[step] else { continue }
            section.add(step.text, perSecond: "requests/s", figures, peer: other?.figures[step])
        }
        section.remarks.append(
            "\(run.plan.rounds) rounds in turn of \(RoundFigures.text(run.plan.catalogLoadSeconds)) s each through MLflow's "
                + "REST API; median (min–max) over rounds, ratios round by round. \(table.remark) "
                + "Acknowledgements are sent at once (TCP_QUICKACK), which spares a server that writes head and body "
                + "apart the kernel's 40 ms; rows that say ordinary are what an ordinary client sees."
        )
        if other == nil { section.remarks.append("No peer was measured; see `scripts/bench-mlflow-server`.") }
        return section
    }
}

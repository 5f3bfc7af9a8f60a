import ArgumentParser
import Commands
import FoundationEssentials
import UnixSignals

/// `assay bench`
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure this build on this machine and print the figures as Markdown.",
        discussion: """
            Servers run on free ports and temporary folders, which go at the end. ASSAY_BENCH_EXPORT names a Slack \
            export to import instead of a made-up one. ASSAY_BENCH_MLFLOW is the address of an MLflow server to measure \
            beside, or "none"; without it scripts/bench-mlflow-server starts one. ASSAY_BENCH_TOKENIZERS is a folder \
            that scripts/check-tokenizers has made; without it tokenizers are not measured. ASSAY_BENCH_EMBEDDING_VENV \
            is a Python environment with onnx, onnxruntime, torch, transformers and ctranslate2, for the encoder's \
            peers, and with sentence-transformers, fastapi and uvicorn, for those of embeddings.
            """
    )

    @Argument(
        help:
            """
            import, ask, catalog, artifacts, audit, start, tokenizers, encoder, embeddings, steady. (default: all but \
            the last, which takes an hour)
            """
    )
    var parts: [BenchPart] = []

    @Flag(help: "A few seconds for each part, to see that everything works.")
    var quick = false

    @Option(help: "Runs of everything but the import. (default: 5, with --quick 2)")
    var rounds: Int?

    func validate() throws {
        if let rounds, !(1...100).contains(rounds) { throw ValidationError("--rounds must be 1 to 100.") }
    }

    func run() async throws {
        var plan = quick ? BenchPlan.quick : .full
        plan.rounds = rounds ?? plan.rounds
        do {
            let run = try BenchRun(plan: plan)
            defer { run.removeFolder() }
            try checkModel(run)
            try await Self.untilSignal { try await report(run) }
        } catch {
            throw ServerFailure(error)
        }
    }

    /// Ends the work on SIGINT and SIGTERM, so that servers are stopped and folders removed.
    private static func untilSignal(_ work: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await work() }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
                    throw BenchFault("Interrupted.")
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func checkModel(_ run: BenchRun) throws {
        let folder = try run.settings(dataDirectory: run.folder).embeddingModelFolder
        guard FileManager.default.isReadableFile(atPath: "\(folder)/model.safetensors") else {
            throw BenchFault(
                "ASSAY_EMBEDDING_MODEL must name the folder of the embedding model; `make bench` does it"
            )
        }
    }

    /// Each section is printed as soon as it is there: a later part that fails takes nothing with it.
    private func report(_ run: BenchRun) async throws {
        let wanted = parts.isEmpty ? BenchPart.usual : BenchPart.allCases.filter(parts.contains)
        let facts = try await MachineFacts.gather(run)
        let needsCorpus = !Set(wanted).isDisjoint(with: [.imports, .ask, .start])
        let corpus = needsCorpus ? try await BenchCorpus.make(run) : nil
        for part in wanted {
            try Task.checkCancellation()
            try await measure(part, run, corpus) { Announcement.write($0.markdown + "\n") }
        }
        Announcement.write("## Machine\n\n" + facts.markdown)
    }

    private func measure(
        _ part: BenchPart,
        _ run: BenchRun,
        _ corpus: BenchCorpus?,
        _ show: (BenchSection) -> Void
    ) async throws {
        switch part {
        case .imports: if let corpus { show(corpus.imported.section) }
        case .ask: if let corpus { show(try await AskBench(run: run, corpus: corpus)()) }
        case .catalog: try await CatalogBench(run: run)(show)
        case .artifacts: show(try await ArtifactBench(run: run)())
        case .audit: show(try await AuditBench(run: run)())
        case .start: show(try await StartBench(run: run, corpus: corpus)())
        case .tokenizers: try await TokenizerBench(run: run)(show)
        case .encoder: try await EncoderBench(run: run)(show)
        case .embeddings: try await EmbeddingBench(run: run)(show)
        case .steady: show(try await SteadyMemoryBench(run: run)())
        }
    }
}

extension BenchPart: ExpressibleByArgument {}

import FoundationEssentials
import LocalModels
import Retrieval
import Tensors

/// The serving runtime in this process, texts in and vectors out: many texts as an import sends them, and people's
/// questions alone and beside that load.
///
/// ASSAY_BENCH_TEXTS names a file with a text on each line, instead of made-up messages; with
/// ASSAY_BENCH_EMBEDDING_VENV sentence-transformers embeds the same texts in turn.
struct ServingBench {
    /// As `EmbedChunks` sends them.
    private static let textsPerBatch = 256
    private static let batchesInFlight = 3
    private static let peerSecondsMax = 3_600.0

    let run: BenchRun

    func callAsFunction() async throws -> BenchSection {
        let texts = try texts()
        let peer = try peerProgram(texts)
        let threads = ProcessorQuota.processors
        var section = BenchSection(
            "Serving in process, \(threads) threads",
            peerName: peer == nil ? nil : "sentence-transformers"
        )
        var figures = Figures()
        for round in 1...run.plan.rounds {
            run.say("serving: \(round) of \(run.plan.rounds)")
            try await measure(texts, threads, &figures)
            if let peer { figures.peer.append(Double(texts.count) / (try await peerSeconds(peer))) }
        }
        section.add(
            "bulk, the whole path",
            "texts/s",
            figures.texts,
            peer: peer == nil ? nil : figures.peer
        )
        section.add("– tokens computed", "tokens/s", figures.tokens)
        section.add("– processor time of a text", "ms", figures.cpu)
        section.add("– time in which compute threads computed", "%", figures.busy)
        section.add("question alone, p50", "ms", figures.alone.median)
        section.add("– p99", "ms", figures.alone.percentile99)
        section.add("question beside bulk, p50", "ms", figures.mixed.median)
        section.add("– p99", "ms", figures.mixed.percentile99)
        section.add("both together, questions one after another", "tokens/s", figures.tokensBeside)
        section.remarks.append(
            "\(RoundFigures.text(Double(texts.count))) texts in batches of \(Self.textsPerBatch), "
                + "\(Self.batchesInFlight) at a time, tokenising included, equal texts of a batch and of earlier "
                + "ones once; a runtime of its own for every round. The bound for a question beside bulk is twice "
                + "its p99 alone and a round of 50 ms."
        )
        return section
    }

    private struct Latencies {
        var median = RoundFigures()
        var percentile99 = RoundFigures()

        mutating func add(_ milliseconds: [Double]) {
            let sorted = milliseconds.sorted()
            guard !sorted.isEmpty else { return }
            median.append(sorted[sorted.count / 2])
            percentile99.append(sorted[sorted.count * 99 / 100])
        }
    }

    private struct Figures {
        var texts = RoundFigures()
        var tokens = RoundFigures()
        var cpu = RoundFigures()
        var busy = RoundFigures()
        var tokensBeside = RoundFigures()
        var alone = Latencies()
        var mixed = Latencies()
        var peer = RoundFigures()
    }

    private func texts() throws -> [String] {
        guard let path = ProcessInfo.processInfo.environment["ASSAY_BENCH_TEXTS"] else {
            return (0..<run.plan.servedTexts).map { SyntheticText.sentences(number: $0) }
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw BenchFault("ASSAY_BENCH_TEXTS: \(path) cannot be read")
        }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map { String($0) }
        return Array(lines.prefix(run.plan.servedTexts))
    }

    private func measure(_ texts: [String], _ threads: Int, _ figures: inout Figures) async throws {
        let pool = ComputePool(threads: threads)
        defer { pool.stop() }
        let runtime = ModelRuntime(pool: pool, logger: run.logger, now: WallClock.now)
        let folder = try run.settings(dataDirectory: run.folder).embeddingModelFolder
        let model = try await runtime.load(ModelFolder(folder), precision: nil) { digests in
            .admitted(ModelIdentity(name: "measured", version: "1", digest: digests.weights))
        }
        guard case .embedder(let embedder) = model else { throw BenchFault("the model gives no vectors") }
        let cpu = OwnEncoder.cpuSeconds()
        let before = runtime.figures.models[0]
        let start = ContinuousClock.now
        try await Self.embedAll(texts, with: embedder)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let after = runtime.figures.models[0]
        figures.texts.append(Double(texts.count) / seconds)
        figures.tokens.append(Double(after.tokensComputed - before.tokensComputed) / seconds)
        figures.cpu.append((OwnEncoder.cpuSeconds() - cpu) / Double(texts.count) * 1e3)
        let busy = (after.computeSeconds - before.computeSeconds) / seconds / Double(threads)
        figures.busy.append((busy * 1000).rounded() / 10)
        figures.alone.add(try await Self.ask(run.plan.questions, from: 0, embedder))
        try await measureMixed(texts, runtime, embedder, &figures)
    }

    /// Questions one after another while the same texts, changed a little, are embedded again and again.
    private func measureMixed(
        _ texts: [String],
        _ runtime: ModelRuntime,
        _ embedder: LocalEmbedder,
        _ figures: inout Figures
    ) async throws {
        let bulk = Task {
            for pass in 1... {
                try await Self.embedAll(texts.map { "\(pass) \($0)" }, with: embedder)
            }
        }
        defer { bulk.cancel() }
        // Until the queue is full of it.
        while runtime.figures.models[0].classes[.bulk]?.tokensQueued == 0 {
            try await Task.sleep(for: .milliseconds(1))
        }
        let before = runtime.figures.models[0].tokensComputed
        let start = ContinuousClock.now
        figures.mixed.add(try await Self.ask(run.plan.questions, from: 1_000_000, embedder))
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        figures.tokensBeside.append(Double(runtime.figures.models[0].tokensComputed - before) / seconds)
        bulk.cancel()
        _ = await bulk.result
    }

    private static func batches(_ texts: [String]) -> [[String]] {
        stride(from: 0, to: texts.count, by: textsPerBatch).map {
            Array(texts[$0..<min(texts.count, $0 + textsPerBatch)])
        }
    }

    private static func embedAll(_ texts: [String], with embedder: LocalEmbedder) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, batch) in batches(texts).enumerated() {
                if index >= batchesInFlight { try await group.next() }
                group.addTask { _ = try await embedder.embed(batch, priority: .bulk) }
            }
            try await group.waitForAll()
        }
    }

    /// Milliseconds of each of so many different questions, one after another.
    private static func ask(_ count: Int, from first: Int, _ embedder: LocalEmbedder) async throws -> [Double]
    {
        var latencies: [Double] = []
        for number in first..<first + count {
            let topic = ProjectTopics.all[number % ProjectTopics.all.count]
            let question = "Why was the \(topic) changed in number \(number)?"
            let start = ContinuousClock.now
            _ = try await embedder.embed([question], priority: .interactive)
            latencies.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        return latencies
    }

    // MARK: - The peer

    /// The arguments of the peer's program; nil without its environment.
    private func peerProgram(_ texts: [String]) throws -> [String]? {
        let environment = ProcessInfo.processInfo.environment["ASSAY_BENCH_EMBEDDING_VENV"] ?? ""
        guard !environment.isEmpty else { return nil }
        let file = "\(run.folder)/texts.json"
        try JSONEncoder().encode(texts).write(to: URL(filePath: file))
        let folder = try run.settings(dataDirectory: run.folder).embeddingModelFolder
        return ["\(environment)/bin/python", "scripts/sentence-transformers-peer.py", folder, file]
    }

    private func peerSeconds(_ arguments: [String]) async throws -> Double {
        let program = try ChildProgram(
            path: arguments[0],
            Array(arguments.dropFirst()),
            environment: ProcessInfo.processInfo.environment,
            outputFile: "\(run.folder)/sentence-transformers.log"
        )
        let text = try await program.line(after: "seconds ", secondsMax: Self.peerSecondsMax)
        await program.stop()
        guard let seconds = Double(text) else { throw BenchFault("sentence-transformers said \(text)") }
        return seconds
    }
}

import Commands
import FoundationEssentials

/// Whether a server that embeds questions and many texts at once for an hour keeps the memory that it had.
struct SteadyMemoryBench {
    private static let readings = 60
    private static let textsPerRequest = 64
    /// The bulk client pauses between requests: this is about memory, not about speed.
    private static let pauseMs: Int64 = 100

    let run: BenchRun

    func callAsFunction() async throws -> BenchSection {
        let export = try BenchCorpus.export(run)
        let texts = TextSequence(
            MessageTexts.distinct(try MessageTexts.read(export, count: run.plan.embeddedMessages))
        )
        let workspace = try await BenchWorkspace.make(run, name: "steady")
        return try await BenchServer.running(run, dataDirectory: workspace.dataDirectory) { server in
            let target = EmbeddingTarget(address: server.address, token: workspace.adminToken)
            let end = ContinuousClock.now + .seconds(run.plan.steadySeconds)
            async let bulk = load(target, until: end, pauseMs: Self.pauseMs) {
                (0..<Self.textsPerRequest).map { _ in texts.next() }
            }
            async let questions = load(target, until: end, pauseMs: Self.pauseMs / 10) { [texts.next()] }
            let memory = try await read(server.program.pid, until: end)
            return section(memory, requests: try await (bulk, questions))
        }
    }

    /// How many requests were answered; throws at the first that was not.
    private func load(
        _ target: EmbeddingTarget,
        until end: ContinuousClock.Instant,
        pauseMs: Int64,
        _ texts: @escaping @Sendable () -> [String]
    ) async throws -> Int {
        let client = try target.client(connections: 1)
        var answered = 0
        while ContinuousClock.now < end {
            let answer = try await client.send(try EmbeddingTarget.request(texts()))
            guard answer.isSuccess else {
                throw BenchFault("a request was answered \(answer.status) after \(answered) others")
            }
            answered += 1
            try await Task.sleep(for: .milliseconds(pauseMs))
        }
        await client.close()
        return answered
    }

    /// Resident MiB in equal distances.
    private func read(_ pid: Int32, until end: ContinuousClock.Instant) async throws -> [Double] {
        var readings: [Double] = []
        while ContinuousClock.now < end {
            try await Task.sleep(for: .seconds(run.plan.steadySeconds / Double(Self.readings)))
            readings.append(ProcessMemory.residentBytes(of: pid) / 1_048_576)
            run.say("steady: \(RoundFigures.text(readings.last ?? 0)) MiB")
        }
        return readings
    }

    private func section(_ memory: [Double], requests: (bulk: Int, questions: Int)) -> BenchSection {
        let tenth = max(1, memory.count / 10)
        var section = BenchSection("Memory over \(RoundFigures.text(run.plan.steadySeconds)) s of mixed load")
        section.add(
            "resident in the second tenth",
            "MiB",
            RoundFigures(Array(memory[tenth...].prefix(tenth)))
        )
        section.add("resident in the last tenth", "MiB", RoundFigures(Array(memory.suffix(tenth))))
        section.add("most", "MiB", memory.max() ?? .nan)
        section.add("texts embedded", "", Double(requests.bulk * Self.textsPerRequest + requests.questions))
        section.remarks.append(
            "One client sends \(Self.textsPerRequest) messages at a time, another one; median (min–max) of readings."
        )
        return section
    }
}

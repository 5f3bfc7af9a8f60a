import Commands
import FoundationEssentials

/// Questions, one at a time, alone and beside clients that have many texts embedded without a pause.
struct MixedLoadBench {
    private static let bulkClients = 2
    private static let textsPerRequest = 128

    let run: BenchRun
    let texts: [String]
    let target: EmbeddingTarget

    func callAsFunction() async throws -> BenchSection {
        let sequence = TextSequence(texts)
        let questions = TextSequence((0..<BenchQuestions.count).map(BenchQuestions.question))
        var (alone, beside) = (ClientFigures(), ClientFigures())
        var (bulkAlone, bulkBeside, waitMs) = (RoundFigures(), RoundFigures(), RoundFigures())
        for round in 1...run.plan.rounds {
            run.say("embeddings: both kinds at once, round \(round) of \(run.plan.rounds)")
            let first = try await ask(questions)
            let bulk = try await fill(sequence)
            bulkAlone.append(bulk.requestsPerSecond * Double(Self.textsPerRequest))
            async let filled = fill(sequence)
            let second = try await ask(questions)
            bulkBeside.append(try await filled.requestsPerSecond * Double(Self.textsPerRequest))
            waitMs.append(second.latencyMs(atShare: 0.99) - 2 * first.latencyMs(atShare: 0.99))
            alone.add(first)
            beside.add(second)
        }
        var section = BenchSection(
            "Questions beside \(Self.bulkClients) clients that fill the queue",
            peerName: "alone"
        )
        section.add("a question", perSecond: "texts/s", beside, peer: alone)
        section.add("bulk texts", "texts/s", bulkBeside, peer: bulkAlone)
        section.add("p99 beside, less twice p99 alone", "ms", waitMs)
        section.remarks.append(
            "\(run.plan.rounds) rounds of \(RoundFigures.text(run.plan.embeddingLoadSeconds)) s each through HTTP, "
                + "one client that asks a question as soon as the last one is answered, \(Self.bulkClients) clients "
                + "that send requests of \(Self.textsPerRequest) messages; the clients run on the same processors."
        )
        return section
    }

    private func ask(_ questions: TextSequence) async throws -> LoadOutcome {
        try await load(connections: 1) { [questions.next()] }
    }

    private func fill(_ sequence: TextSequence) async throws -> LoadOutcome {
        try await load(connections: Self.bulkClients) {
            (0..<Self.textsPerRequest).map { _ in sequence.next() }
        }
    }

    private func load(
        connections: Int,
        _ texts: @escaping @Sendable () -> [String]
    ) async throws -> LoadOutcome {
        try await target.load(connections: connections, seconds: run.plan.embeddingLoadSeconds, texts)
    }
}

import Commands
import FoundationEssentials

/// Questions over the imported corpus. A round starts a server of its own, which never hears a question twice.
struct AskBench {
    private static let warmUpQuestions = [
        "What is this project about?", "Who works here?", "What happened last week?", "Where do I begin?",
    ]
    private static let stages = ["access", "embedding", "search", "reading", "synthesis", "total"]

    let run: BenchRun
    let corpus: BenchCorpus

    private struct Figures {
        var alone = ClientFigures()
        var together = ClientFigures()
        var stageMs: [String: RoundFigures] = [:]
        var answered = RoundFigures()
    }

    func callAsFunction() async throws -> BenchSection {
        var figures = Figures()
        for round in 1...run.plan.rounds {
            run.say("ask: round \(round) of \(run.plan.rounds)")
            try await BenchServer.running(run, dataDirectory: corpus.workspace.dataDirectory) { server in
                try await measure(server, &figures)
            }
        }
        return section(figures)
    }

    private func measure(_ server: BenchServer, _ figures: inout Figures) async throws {
        let questions = run.plan.questions
        let first = try await ask(server, clients: 1, warmUp: true) { BenchQuestions.question($0) }
        figures.alone.add(first)
        let second = try await ask(server, clients: 16, warmUp: false) {
            BenchQuestions.question(questions + $0)
        }
        figures.together.add(second)
        let answers = try first.bodies.map(AskAnswer.init)
        for stage in Self.stages {
            let times = RoundFigures(answers.compactMap { $0.timingsMs[stage] })
            figures.stageMs[stage, default: RoundFigures()].append(times.median)
        }
        let answered = answers.count { $0.status == "answered" }
        figures.answered.append(100 * Double(answered) / Double(max(1, answers.count)))
    }

    private func ask(
        _ server: BenchServer,
        clients: Int,
        warmUp: Bool,
        _ question: @escaping @Sendable (Int) -> String
    ) async throws -> LoadOutcome {
        let token = corpus.workspace.adminToken
        let client = try LoadClient(address: server.address, token: token, connections: clients)
        if warmUp {
            for question in Self.warmUpQuestions { _ = try? await client.send(Self.request(question)) }
        }
        let limits = LoadLimits(requestsMax: run.plan.questions, secondsMax: 600)
        let outcome = await client.load(limits, keepsBodies: true) { Self.request(question($0)) }
        await client.close()
        return outcome
    }

    private static func request(_ question: String) -> LoadRequest {
        LoadRequest(.post, "/api/v1/ask", body: Array(#"{"question":"\#(question)"}"#.utf8))
    }

    private func section(_ figures: Figures) -> BenchSection {
        var section = BenchSection(
            "Questions over \(corpus.imported.messagesText) of \(corpus.imported.fileName)"
        )
        section.add("1 client", perSecond: "answers/s", figures.alone)
        section.add("16 clients", perSecond: "answers/s", figures.together)
        for stage in Self.stages {
            section.add("median of \(stage), 1 client", "ms", figures.stageMs[stage] ?? RoundFigures())
        }
        section.add("questions with an answer", "%", figures.answered)
        section.remarks.append(
            "\(run.plan.rounds) rounds of \(run.plan.questions) different questions for each number of clients, "
                + "each round on a server just started; median (min–max) over rounds."
        )
        return section
    }
}

/// What is read of an answer.
private struct AskAnswer: Decodable {
    enum CodingKeys: String, CodingKey {
        case status
        case timingsMs = "timings_ms"
    }

    var status: String
    var timingsMs: [String: Double]

    init(_ body: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(body))
    }
}

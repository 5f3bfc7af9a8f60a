import Commands
import FoundationEssentials
import Inference
import Retrieval

/// One text a request from many callers: in this process, through Assay's HTTP, and through a Python server's.
struct EmbeddingServiceBench {
    private static let callers = 64
    private static let startSecondsMax = 300.0
    /// About as many as are answered.
    private static let requestsPerSecond = 600.0

    let run: BenchRun
    let texts: [String]
    let target: EmbeddingTarget
    /// Nil when nobody is measured beside.
    let python: String?

    /// - Parameter pid: Of the server at `target`, whose memory is read.
    func callAsFunction(_ pid: Int32) async throws -> BenchSection {
        let peer = try await startPeer()
        do {
            let section = try await measure(pid, peer)
            await peer?.program.stop()
            return section
        } catch {
            await peer?.program.stop()
            throw error
        }
    }

    private typealias Peer = (program: ChildProgram, target: EmbeddingTarget)

    private func startPeer() async throws -> Peer? {
        guard let python else { return nil }
        let folder = try run.settings(dataDirectory: run.folder).embeddingModelFolder
        run.say("embeddings: starting a Python server")
        let program = try ChildProgram(
            path: python,
            ["scripts/embedding-peer-server.py", folder],
            environment: ProcessInfo.processInfo.environment,
            outputFile: "\(run.folder)/embedding-peer.log"
        )
        let address = try await program.line(after: "serving ", secondsMax: Self.startSecondsMax)
        return (program, EmbeddingTarget(address: address, token: nil))
    }

    private func measure(_ pid: Int32, _ peer: Peer?) async throws -> BenchSection {
        var (inside, served, beside) = (RoundFigures(), ClientFigures(), ClientFigures())
        let sequence = TextSequence(texts)
        for round in 1...run.plan.rounds {
            run.say("embeddings: \(Self.callers) callers, round \(round) of \(run.plan.rounds)")
            inside.append(try await callInside(sequence))
            served.add(try await load(target, sequence))
            if let peer { beside.add(try await load(peer.target, sequence)) }
        }
        var section = BenchSection(
            "\(Self.callers) callers with one message each",
            peerName: "sentence-transformers behind FastAPI"
        )
        section.add("in process", "texts/s", inside)
        section.add("through HTTP", perSecond: "texts/s", served, peer: peer == nil ? nil : beside)
        section.add(
            "HTTP of in process",
            "%",
            RoundFigures(served.requestsPerSecond.ratios(over: inside).values.map { $0 * 100 })
        )
        section.add(
            "resident, server process",
            "MiB",
            RoundFigures([ProcessMemory.residentBytes(of: pid) / 1_048_576]),
            peer: peer.map { RoundFigures([ProcessMemory.residentBytes(of: $0.program.pid) / 1_048_576]) }
        )
        section.remarks.append(
            "\(run.plan.rounds) rounds in turn of \(RoundFigures.text(run.plan.embeddingLoadSeconds)) s, every "
                + "message asked for once and answered in base 64, as OpenAI's client asks; the callers run on the same "
                + "processors. Assay checks a token and a permission and records the use of every request."
        )
        return section
    }

    private func load(_ target: EmbeddingTarget, _ sequence: TextSequence) async throws -> LoadOutcome {
        let seconds = run.plan.embeddingLoadSeconds
        let written = Int(seconds * Self.requestsPerSecond)
        return try await target.load(connections: Self.callers, seconds: seconds, written: written) {
            [sequence.next()]
        }
    }

    /// Texts a second of as many tasks as there are callers.
    private func callInside(_ sequence: TextSequence) async throws -> Double {
        let own = try await OwnEmbedder.start(run, threads: 2, precision: .single)
        let start = ContinuousClock.now
        let end = start + .seconds(run.plan.embeddingLoadSeconds)
        let done = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<Self.callers {
                group.addTask {
                    var done = 0
                    while ContinuousClock.now < end {
                        _ = try await own.embedder.embed([sequence.next()], priority: .interactive)
                        done += 1
                    }
                    return done
                }
            }
            return try await group.reduce(0, +)
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        own.stop()
        return Double(done) / seconds
    }
}

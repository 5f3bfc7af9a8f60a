import Foundation
import Inference
import Tensors

/// Messages as people wrote them, text in and vectors out, each engine as its users run it.
struct WholePathBench {
    /// By the names of `scripts/embedding-peers.py`, with the precision that stands beside them.
    private static let peers: [(name: String, precision: EncoderPrecision)] = [
        ("sentence-transformers", .single), ("onnxruntime", .single), ("onnxruntime-int8", .integerFast),
    ]
    private static let threads = 2

    let run: BenchRun
    let texts: [String]
    /// What the texts are of.
    let source: String
    /// Nil when nobody is measured beside.
    let python: String?

    private struct Figures {
        var texts = RoundFigures()
        var cpuMs = RoundFigures()
        var cosineMin: Float = 1
        var peakBytes = 0.0
    }

    private struct PeerAnswer: Decodable {
        let seconds: Double
        let cpuSeconds: Double
        let peakBytes: Double
        let vector: [Float]
    }

    func callAsFunction() async throws -> BenchSection {
        let folder = try run.settings(dataDirectory: run.folder).embeddingModelFolder
        let peers = try startPeers(folder)
        defer { for peer in peers { peer.process.stop() } }
        var own: [EncoderPrecision: Figures] = [:]
        var others: [String: Figures] = [:]
        let share = texts.count / run.plan.rounds
        for round in 0..<run.plan.rounds {
            let part = round * share..<(round + 1) * share
            var vectors: [EncoderPrecision: [Float]] = [:]
            for precision in [EncoderPrecision.single, .integerFast] {
                run.say("embeddings: round \(round + 1) of \(run.plan.rounds), \(precision.rawValue)")
                let embedder = try await OwnEmbedder.start(run, threads: Self.threads, precision: precision)
                let taken = try await embedder.embed(Array(texts[part]))
                embedder.stop()
                own[precision, default: Figures()].texts.append(Double(share) / taken.seconds)
                own[precision, default: Figures()].cpuMs.append(taken.cpuSeconds * 1e3 / Double(share))
                vectors[precision] = taken.vector
            }
            for peer in round.isMultiple(of: 2) ? peers : peers.reversed() {
                run.say("embeddings: round \(round + 1) of \(run.plan.rounds), \(peer.name)")
                let question = "\(part.lowerBound) \(share) \(Self.threads)"
                let answer = try peer.process.ask(question, PeerAnswer.self)
                var figures = others[peer.name] ?? Figures()
                figures.texts.append(Double(share) / answer.seconds)
                figures.cpuMs.append(answer.cpuSeconds * 1e3 / Double(share))
                figures.peakBytes = answer.peakBytes
                let same = zip(vectors[.single] ?? [], answer.vector).reduce(0) { $0 + $1.0 * $1.1 }
                figures.cosineMin = min(figures.cosineMin, same)
                others[peer.name] = figures
            }
        }
        return section(own, others)
    }

    private func startPeers(_ model: String) throws -> [(name: String, process: PeerProcess)] {
        guard let python else { return [] }
        let file = "\(run.folder)/texts"
        let lines = try texts.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: file))
        return Self.peers.compactMap { peer in
            run.say("embeddings: starting \(peer.name)")
            let arguments = [
                "scripts/embedding-peers.py", peer.name, model, "\(run.folder)/encoder", file,
            ]
            return PeerProcess(peer.name, program: python, arguments).map { (peer.name, $0) }
        }
    }

    private func section(
        _ own: [EncoderPrecision: Figures],
        _ others: [String: Figures]
    ) -> BenchSection {
        var section = BenchSection(
            "\(RoundFigures.text(Double(texts.count))) messages of \(source), from text to vector",
            peerName: "peer"
        )
        for peer in Self.peers {
            guard let figures = own[peer.precision] else { continue }
            let other = others[peer.name]
            let beside = other == nil ? "\(peer.name) is absent" : "beside \(peer.name)"
            section.add("\(peer.precision.rawValue), \(beside)", "texts/s", figures.texts, peer: other?.texts)
            section.add("– processor time of a text", "ms", figures.cpuMs, peer: other?.cpuMs)
        }
        let bytes = texts.reduce(0) { $0 + $1.utf8.count } / max(1, texts.count)
        let distinct = MessageTexts.distinct(texts).count
        section.remarks.append(
            "\(run.plan.rounds) rounds, each of other \(texts.count / run.plan.rounds) messages, \(Self.threads) "
                + "threads, tokenising included; \(bytes) bytes of UTF-8 on average, \(distinct) of the "
                + "\(texts.count) texts distinct. Assay takes them as an import does; sentence-transformers sorts "
                + "by length and computes 32 at a time, padded, and ONNX Runtime is driven in the same way with "
                + "`tokenizers`, which uses every core."
        )
        let facts = Self.peers.compactMap { peer in
            others[peer.name].map {
                "\(peer.name) \(RoundFigures.text($0.peakBytes / 1_048_576)) MiB, \($0.cosineMin)"
            }
        }
        if !facts.isEmpty {
            section.remarks.append(
                "Most resident memory of the peers, and the least cosine of a round's first vector with our fp32: "
                    + facts.joined(separator: "; ") + "."
            )
        }
        return section
    }
}

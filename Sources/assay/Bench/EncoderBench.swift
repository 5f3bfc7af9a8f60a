import Foundation
import Inference
import Tensors

/// The encoder in this process, token numbers in and vectors out, beside other engines in turn.
///
/// ASSAY_BENCH_EMBEDDING_VENV names the Python environment of the others; without it nobody is measured beside.
struct EncoderBench {
    let run: BenchRun

    private struct Key: Hashable {
        let engine: String
        let cell: EncoderCell
    }

    private struct Figures {
        var texts = RoundFigures()
        var cpu = RoundFigures()
        var cosineMin: Float = 1
    }

    func callAsFunction(_ show: (BenchSection) -> Void) async throws {
        let folder = try run.settings(dataDirectory: run.folder).embeddingModelFolder
        let pool = ComputePool(threads: 2)
        defer { pool.stop() }
        run.say("encoder: measuring what the processor does at best")
        let one = ComputePool(threads: 1)
        let peaks = [1: await Roofline.measure(on: one), 2: await Roofline.measure(on: pool)]
        one.stop()
        var own: [EncoderPrecision: OwnEncoder] = [:]
        for precision in EncoderPrecision.allCases {
            own[precision] = try OwnEncoder(folder: folder, precision: precision, pool: pool)
        }
        let peers = startPeers(model: folder)
        defer { for peer in peers { peer.stop() } }
        let figures = try await measure(own, peers)
        for precision in EncoderPrecision.allCases {
            guard let encoder = own[precision] else { continue }
            let beside = precision == .single ? EncoderPeer.single : EncoderPeer.integer
            let started = peers.map(\.name).filter(beside.contains)
            let absent = peers.isEmpty ? [] : beside.filter { !started.contains($0) }
            show(section(precision, encoder, started, absent, figures, peaks))
        }
    }

    private func startPeers(model: String) -> [EncoderPeer] {
        let environment = ProcessInfo.processInfo.environment["ASSAY_BENCH_EMBEDDING_VENV"] ?? ""
        guard !environment.isEmpty else { return [] }
        return (EncoderPeer.single + EncoderPeer.integer).compactMap {
            EncoderPeer($0, environment: environment, model: model, work: "\(run.folder)/encoder", run)
        }
    }

    /// Every engine takes its turn in every cell of every round; the order is reversed from round to round.
    private func measure(
        _ own: [EncoderPrecision: OwnEncoder],
        _ peers: [EncoderPeer]
    ) async throws -> [Key: Figures] {
        var figures: [Key: Figures] = [:]
        for round in 1...run.plan.rounds {
            for cell in EncoderCell.all(lengths: run.plan.encoderLengths) {
                run.say("encoder: round \(round) of \(run.plan.rounds), \(cell.name)")
                try Task.checkCancellation()
                var samples: [(String, EncoderSample)] = []
                let seconds = run.plan.encoderSeconds
                func takePeers() throws {
                    for peer in round.isMultiple(of: 2) ? peers.reversed() : peers {
                        samples.append((peer.name, try peer.measure(cell, seconds: seconds)))
                    }
                }
                if round.isMultiple(of: 2) { try takePeers() }
                for precision in EncoderPrecision.allCases {
                    guard let encoder = own[precision] else { continue }
                    samples.append((precision.rawValue, await encoder.measure(cell, seconds: seconds)))
                }
                if !round.isMultiple(of: 2) { try takePeers() }
                add(samples, cell, to: &figures)
            }
        }
        return figures
    }

    private func add(
        _ samples: [(String, EncoderSample)],
        _ cell: EncoderCell,
        to figures: inout [Key: Figures]
    ) {
        let exact = samples.first { $0.0 == EncoderPrecision.single.rawValue }?.1.vector ?? []
        for (engine, sample) in samples {
            let key = Key(engine: engine, cell: cell)
            figures[key, default: Figures()].texts.append(sample.textsPerSecond)
            figures[key, default: Figures()].cpu.append(sample.cpuMillisecondsPerText)
            let cosine = zip(sample.vector, exact).reduce(Float(0)) { $0 + $1.0 * $1.1 }
            let least = figures[key]?.cosineMin ?? 1
            figures[key]?.cosineMin = min(least, cosine)
        }
    }

    private func section(
        _ precision: EncoderPrecision,
        _ encoder: OwnEncoder,
        _ peers: [String],
        _ absent: [String],
        _ figures: [Key: Figures],
        _ peaks: [Int: Roofline]
    ) -> BenchSection {
        var section = BenchSection(
            "Encoder in process, \(precision.rawValue)",
            peerName: peers.isEmpty ? nil : "best peer"
        )
        for cell in EncoderCell.all(lengths: run.plan.encoderLengths) {
            guard let mine = figures[Key(engine: precision.rawValue, cell: cell)] else { continue }
            let others = peers.compactMap { name in
                figures[Key(engine: name, cell: cell)].map { (name: name, figures: $0) }
            }
            let best = others.max { $0.figures.texts.median < $1.figures.texts.median }
            let rate = mine.texts.median * encoder.operations(length: cell.length) / 1e9
            let share = rate / (peaks[cell.threads]?.gigaflopsPerSecond ?? .nan) * 100
            let beside = best.map { ", best \($0.name)" } ?? ""
            section.add(
                "\(cell.name) (\(RoundFigures.text(share.rounded())) % of the fp32 peak\(beside))",
                "texts/s",
                mine.texts,
                peer: best?.figures.texts
            )
            section.add("– processor time of a text", "ms", mine.cpu, peer: best?.figures.cpu)
        }
        section.remarks = remarks(precision, peers, figures, peaks)
        if !absent.isEmpty {
            let names = absent.joined(separator: ", ")
            section.remarks.append("Not measured, because the Python environment lacks them: \(names).")
        }
        return section
    }

    private func remarks(
        _ precision: EncoderPrecision,
        _ peers: [String],
        _ figures: [Key: Figures],
        _ peaks: [Int: Roofline]
    ) -> [String] {
        let cosines = ([precision.rawValue] + peers).map { engine in
            let least = figures.filter { $0.key.engine == engine }.map(\.value.cosineMin).min() ?? .nan
            return "\(engine) \((Double(least) * 1e5).rounded() / 1e5)"
        }
        let peak = [1, 2].compactMap { threads in
            peaks[threads].map { peak in
                "\(threads) thread\(threads == 1 ? "" : "s") \(RoundFigures.text(peak.gigaflopsPerSecond.rounded())) "
                    + "GFLOP/s and \(RoundFigures.text(peak.gigabytesPerSecond)) GB/s"
            }
        }
        return [
            "\(run.plan.rounds) rounds in which every engine takes its turn in every cell for "
                + "\(RoundFigures.text(run.plan.encoderSeconds)) s; a round's figure is the median of its calls, the "
                + "peer of a cell the one with the best median. Measured peak of the processor, on all "
                + "threads at once: \(peak.joined(separator: "; ")). Least cosine of the first text with our fp32: "
                + "\(cosines.joined(separator: ", "))."
        ]
    }
}

import Foundation
import Inference
import Tensors

/// This build's encoder in one precision, as the scheduler runs it: texts divided among threads, one text shared.
struct OwnEncoder: Sendable {
    let encoder: TextEncoder
    let pool: ComputePool

    init(folder: String, precision: EncoderPrecision, pool: ComputePool) throws {
        func file(_ name: String) throws -> ModelFile {
            try ModelFile(path: "\(folder)/\(name)", bytesMax: 8 << 30)
        }
        let configuration = try EncoderConfiguration(file("config.json"))
        encoder = try TextEncoder(
            configuration,
            weights: SafetensorsFile(file("model.safetensors")),
            pooling: .mean,
            precision: precision
        )
        self.pool = pool
    }

    /// Operations of one text's matrix products, attention included.
    func operations(length: Int) -> Double {
        let shape = encoder.configuration
        let wide = shape.isGated ? 3 : 2
        let weights = 4 * shape.hidden * shape.hidden + wide * shape.hidden * shape.intermediate
        return Double(shape.layers * (2 * weights * length + 4 * length * length * shape.hidden))
    }

    func measure(_ cell: EncoderCell, seconds: Double) async -> EncoderSample {
        let sequences = cell.sequences
        let lanes = cell.threads
        let isShared = cell.batch == 1
        let parts = isShared ? [sequences] : Self.parts(sequences, count: lanes)
        let batches = parts.map { RaggedBatch($0) }
        let memories = batches.map { batch in
            encoder.makeWorkspace(
                tokensMax: batch.tokens.count,
                textsMax: batch.count,
                longest: cell.length,
                lanes: isShared ? lanes : 1
            )
        }
        func call() async {
            await pool.run(lanes: lanes) { [encoder] lane in
                if isShared {
                    encoder.embed(batches[0], memories[0], lane)
                } else {
                    encoder.embed(batches[lane.index], memories[lane.index], .alone)
                }
            }
        }
        await call()
        await call()
        var times: [Double] = []
        let before = ProcessorTime.seconds
        let end = ContinuousClock.now + .seconds(seconds)
        repeat {
            let start = ContinuousClock.now
            await call()
            times.append((ContinuousClock.now - start) / .seconds(1))
        } while ContinuousClock.now < end
        return EncoderSample(
            times: times,
            cpuSeconds: ProcessorTime.seconds - before,
            batch: cell.batch,
            vector: memories[0].vectors.row(0)
        )
    }

    private static func parts(_ sequences: [[Int32]], count: Int) -> [[[Int32]]] {
        (0..<count).map { index in
            Array(sequences[sequences.count * index / count..<sequences.count * (index + 1) / count])
        }
    }
}

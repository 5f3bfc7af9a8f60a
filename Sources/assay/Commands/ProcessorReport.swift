import Inference
import Tensors

/// What this machine does at best, and how near the embedding model comes to it.
struct ProcessorReport: Sendable {
    /// A text of usual length, so often that all threads are busy.
    private static let cellLength = 128
    private static let textsPerThread = 8
    private static let seconds = 0.3

    let processor: String
    /// One line for each backend, with what it has and can load.
    let backends: [String]
    let roofline: String
    /// One line for each precision; none when the model cannot be read.
    let models: [String]

    /// Takes about two seconds.
    static func measure(_ settings: ServerSettings) async -> ProcessorReport {
        let threads = ProcessorQuota.processors
        let pool = ComputePool(threads: threads)
        defer { pool.stop() }
        let roofline = await Roofline.measure(on: pool)
        var models: [String] = []
        for precision in EncoderPrecision.allCases {
            guard
                let encoder = try? OwnEncoder(
                    folder: settings.embeddingModelFolder,
                    precision: precision,
                    pool: pool
                )
            else {
                break
            }
            models.append(await line(encoder, precision, roofline))
        }
        return ProcessorReport(
            processor: "\(threads) threads within quota and affinity, \(roofline.level) instructions",
            backends: ComputeBackends.found(settings, pool: pool).map { text($0) },
            roofline: "\(RoundFigures.text(roofline.gigaflopsPerSecond.rounded())) GFLOP/s in registers, "
                + "\(RoundFigures.text(roofline.gigabytesPerSecond)) GB/s read from memory",
            models: models
        )
    }

    private static func text(_ backend: any ComputeBackend) -> String {
        let memory = backend.memoryBytesMax.map { "\($0 >> 20) MiB" } ?? "no limit"
        let precisions = EncoderPrecision.allCases.filter(backend.abilities.precisions.contains)
        return "\(backend.name), \(backend.hardware): \(backend.slots) slots, memory \(memory), "
            + "\(backend.abilities.families.count) families in \(precisions.map(\.rawValue).joined(separator: ", "))"
            + (backend.abilities.judgesPairs ? ", judging pairs" : "")
    }

    private static func line(
        _ encoder: OwnEncoder,
        _ precision: EncoderPrecision,
        _ roofline: Roofline
    ) async -> String {
        let cell = EncoderCell(
            length: cellLength,
            batch: textsPerThread * roofline.threads,
            threads: roofline.threads
        )
        let sample = await encoder.measure(cell, seconds: seconds)
        let rate = sample.textsPerSecond * encoder.operations(length: cellLength) / 1e9
        let share = (rate / roofline.gigaflopsPerSecond * 100).rounded()
        return "\(precision.rawValue): \(RoundFigures.text(sample.textsPerSecond.rounded())) texts of "
            + "\(cellLength) tokens a second, \(RoundFigures.text(rate.rounded())) G operations/s, "
            + "\(RoundFigures.text(share)) % of the roofline"
    }
}

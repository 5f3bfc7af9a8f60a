import Inference
import Tensors

/// What this machine does at best, and how near the embedding model comes to it.
struct ProcessorReport: Sendable {
    /// A text of usual length, so often that all threads are busy.
    private static let cellLength = 128
    private static let textsPerThread = 8
    private static let seconds = 0.3

    let processor: String
    let roofline: String
    /// One line for each precision; none when the model cannot be read.
    let models: [String]

    /// Takes about two seconds.
    static func measure(modelFolder: String) async -> ProcessorReport {
        let threads = ProcessorQuota.processors
        let pool = ComputePool(threads: threads)
        defer { pool.stop() }
        let roofline = await Roofline.measure(on: pool)
        var models: [String] = []
        for precision in EncoderPrecision.allCases {
            guard let encoder = try? OwnEncoder(folder: modelFolder, precision: precision, pool: pool) else {
                break
            }
            models.append(await line(encoder, precision, roofline))
        }
        return ProcessorReport(
            processor: "\(threads) threads within quota and affinity, \(roofline.level) instructions",
            roofline: "\(RoundFigures.text(roofline.gigaflopsPerSecond.rounded())) GFLOP/s in registers, "
                + "\(RoundFigures.text(roofline.gigabytesPerSecond)) GB/s read from memory",
            models: models
        )
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

/// One measurement: so many texts of so many tokens on so many threads.
struct EncoderCell: Hashable, Sendable {
    let length: Int
    let batch: Int
    let threads: Int

    /// One text and many, on one thread and two.
    static func all(lengths: [Int]) -> [EncoderCell] {
        [1, 2].flatMap { threads in
            [1, 32].flatMap { batch in
                lengths.map { EncoderCell(length: $0, batch: batch, threads: threads) }
            }
        }
    }

    var name: String {
        "\(batch) × \(length) tokens, \(threads) thread\(threads == 1 ? "" : "s")"
    }

    /// Token numbers that `scripts/encoder-peers.py` makes as well: one between the special ones for each place.
    var sequences: [[Int32]] {
        (0..<batch).map { row in
            var tokens: [Int32] = [101]
            for place in 0..<length - 2 { tokens.append(Int32(1996 + (31 * row + 7 * place) % 28_000)) }
            return tokens + [102]
        }
    }
}

/// What one engine did in one round of a cell.
struct EncoderSample: Sendable {
    var textsPerSecond: Double
    var cpuMillisecondsPerText: Double
    /// Of the first text.
    var vector: [Float]

    /// From the times of calls of `batch` texts each, by their median.
    init(times: [Double], cpuSeconds: Double, batch: Int, vector: [Float]) {
        textsPerSecond = Double(batch) / RoundFigures(times).median
        cpuMillisecondsPerText = cpuSeconds * 1e3 / Double(times.count * batch)
        self.vector = vector
    }
}

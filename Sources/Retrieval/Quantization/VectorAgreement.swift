/// How near the vectors of a derived model are to its parent's, of the same texts.
package struct VectorAgreement: Hashable, Sendable {
    /// Fewer texts say nothing of nearest neighbours.
    package static let countMin = 50
    package static let neighbours = 10

    package let count: Int
    package let leastCosine: Double
    package let meanCosine: Double
    /// Of the ten texts that are nearest to a text by the parent's vectors, the part that is among the ten
    /// nearest by the derived ones; the mean over all texts. Equally near texts rank in their order.
    package let topTenOverlap: Double

    package init(count: Int, leastCosine: Double, meanCosine: Double, topTenOverlap: Double) {
        (self.count, self.leastCosine) = (count, leastCosine)
        (self.meanCosine, self.topTenOverlap) = (meanCosine, topTenOverlap)
    }

    /// Compares vectors in the order of the texts. Nil when they cannot be compared: fewer than `countMin`, not
    /// as many on both sides, of different lengths, not finite, or of length 0.
    ///
    /// Takes time with the square of their number: about half a second for 1,000 of 384 numbers.
    package init?(parent: [[Float]], derived: [[Float]]) {
        let count = parent.count
        guard count >= Self.countMin, derived.count == count else { return nil }
        guard let old = UnitRows(parent), let new = UnitRows(derived), old.columns == new.columns else {
            return nil
        }
        var (least, sum, common) = (Double.infinity, 0.0, 0)
        for row in 0..<count {
            let cosine = Double(old.product(row, new, row))
            guard cosine.isFinite else { return nil }
            least = min(least, cosine)
            sum += cosine
            common +=
                Set(old.nearest(row, Self.neighbours)).intersection(new.nearest(row, Self.neighbours)).count
        }
        self.init(
            count: count,
            leastCosine: min(least, 1),
            // Rounding must not make the mean less than the least.
            meanCosine: max(min(sum / Double(count), 1), min(least, 1)),
            topTenOverlap: Double(common) / Double(count * Self.neighbours)
        )
    }
}

/// Vectors scaled to length 1, eight numbers at a time.
private struct UnitRows {
    let count: Int
    let columns: Int
    private let width: Int
    private var numbers: [SIMD8<Float>]

    init?(_ vectors: [[Float]]) {
        guard let columns = vectors.first?.count, columns > 0 else { return nil }
        count = vectors.count
        self.columns = columns
        width = (columns + 7) / 8
        numbers = []
        numbers.reserveCapacity(count * width)
        for vector in vectors {
            guard vector.count == columns else { return nil }
            let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            guard length.isFinite, length > 0 else { return nil }
            for start in stride(from: 0, to: columns, by: 8) {
                var eight = SIMD8<Float>.zero
                for index in start..<min(start + 8, columns) {
                    eight[index - start] = Float(Double(vector[index]) / length)
                }
                numbers.append(eight)
            }
        }
    }

    func product(_ row: Int, _ other: UnitRows, _ otherRow: Int) -> Float {
        var sums = SIMD8<Float>.zero
        let (start, otherStart) = (row * width, otherRow * width)
        for index in 0..<width { sums += numbers[start + index] * other.numbers[otherStart + index] }
        return sums.sum()
    }

    /// The rows most like one, without itself, the nearest first.
    func nearest(_ row: Int, _ limit: Int) -> [Int] {
        var best: [(score: Float, row: Int)] = []
        for other in 0..<count where other != row {
            let score = product(row, self, other)
            if best.count == limit, score <= best[limit - 1].score { continue }
            let place = best.firstIndex { $0.score < score } ?? best.count
            best.insert((score, other), at: place)
            if best.count > limit { best.removeLast() }
        }
        return best.map(\.row)
    }
}

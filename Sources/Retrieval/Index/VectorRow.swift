/// A unit-length embedding as blocks of 16 floats, padded with zeros: aligned, and readable without unsafe
/// pointers.
struct VectorRow: Sendable {
    let blocks: [SIMD16<Float>]

    /// The number of blocks that a row of this dimension takes.
    static func blockCount(dimension: Int) -> Int { (dimension + 15) / 16 }

    /// Normalises the vector; nil when it is zero or not finite.
    init?(normalizing vector: [Float]) {
        var sum = 0.0
        for value in vector { sum += Double(value) * Double(value) }
        guard sum.isFinite, sum > 1e-24 else { return nil }
        let scale = Float(1 / sum.squareRoot())
        guard scale.isFinite else { return nil }
        var blocks = [SIMD16<Float>](repeating: .zero, count: Self.blockCount(dimension: vector.count))
        for (index, value) in vector.enumerated() { blocks[index / 16][index % 16] = value * scale }
        self.blocks = blocks
    }
}

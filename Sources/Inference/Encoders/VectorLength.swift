/// Vectors of length 1, whole or cut short.
package enum VectorLength {
    /// The first `dimensions` numbers, scaled to length 1 again if asked: a Matryoshka model puts what matters
    /// most first (Kusupati et al. 2022).
    ///
    /// Nil unless `dimensions` is between 1 and what the vector has.
    package static func truncated(_ vector: [Float], to dimensions: Int, normalises: Bool) -> [Float]? {
        guard (1...vector.count).contains(dimensions) else { return nil }
        let first = Array(vector.prefix(dimensions))
        return normalises ? normalised(first) : first
    }

    /// Scaled to length 1; a vector of zeros stays.
    package static func normalised(_ vector: [Float]) -> [Float] {
        let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        return length > 0 ? vector.map { Float(Double($0) / length) } : vector
    }
}

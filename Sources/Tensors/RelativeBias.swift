internal import Glibc

/// What is added to an attention score for the distance between query and key, head by head.
///
/// Distances share buckets as T5 and MPNet have it: one for each small distance in either direction, then
/// wider and wider ones up to a greatest distance (Raffel et al. 2020, section 2.1).
package struct RelativeBias: Sendable {
    // The kernel reads whole vectors past the ends.
    static let margin = 32
    private static let distanceMax = 128

    let tokensMax: Int
    /// One row for each head; the entry for distance d (key minus query) is at column tokensMax + margin + d.
    private let table: Matrix

    /// Spreads a table of `buckets` rows and one column for each head, for sequences of up to `tokensMax`.
    package init(buckets: Matrix, tokensMax: Int) {
        precondition(buckets.rows >= 4 && buckets.rows.isMultiple(of: 2), "too few buckets")
        self.tokensMax = tokensMax
        let reach = tokensMax + Self.margin
        table = Matrix(rows: buckets.columns, columns: 2 * reach + 1)
        let rows = (-reach...reach).map { buckets.row(Self.bucket(distance: $0, of: buckets.rows)) }
        for head in 0..<buckets.columns {
            for (index, row) in rows.enumerated() {
                unsafe table.pointer(head..<head + 1)[index] = row[head]
            }
        }
    }

    /// The bucket of a distance (key minus query): the second half of them is for keys that come later.
    static func bucket(distance: Int, of count: Int) -> Int {
        let half = count / 2
        let exact = half / 2
        let later = distance > 0 ? half : 0
        let length = abs(distance)
        if length < exact { return later + length }
        let share = logf(Float(length) / Float(exact)) / Float(log(Double(distanceMax) / Double(exact)))
        return later + min(half - 1, exact + Int(share * Float(half - exact)))
    }

    /// The entry for distance 0 of a head.
    func center(head: Int) -> UnsafePointer<Float> {
        let row = unsafe table.pointer(head..<head + 1)
        return unsafe UnsafePointer(row + tokensMax + Self.margin)
    }
}

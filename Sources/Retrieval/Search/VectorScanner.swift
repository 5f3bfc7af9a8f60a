/// The kernel under the exact dense search: one query against many rows.
///
/// Vectors are blocks of 16 floats, padded with zeros. An implementation must compute each row on its own,
/// the same way wherever the row lies: rankings are promised to the last bit.
package protocol VectorScanner: Sendable {
    /// Writes the inner product of `query` and row `i` to `out[i]`.
    ///
    /// `rows` holds `out.count` rows of `query.count` blocks each, one after another.
    func dots(query: Span<SIMD16<Float>>, rows: Span<SIMD16<Float>>, out: inout MutableSpan<Float>)
}

/// The scanner in plain Swift: four running sums of 16 lanes, so that neither adds nor loads wait for each
/// other.
package struct PortableVectorScanner: VectorScanner {
    package init() {}

    package func dots(query: Span<SIMD16<Float>>, rows: Span<SIMD16<Float>>, out: inout MutableSpan<Float>) {
        let width = query.count
        precondition(rows.count == out.count * width, "rows and results must have the same count")
        for row in 0..<out.count { out[row] = Self.dot(query, rows, start: row * width) }
    }

    // Multiply, then add: a fused multiply-add is a library call per lane on processors of the baseline.
    private static func dot(_ query: Span<SIMD16<Float>>, _ rows: Span<SIMD16<Float>>, start: Int) -> Float {
        var sums = (SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero)
        let width = query.count
        var index = 0
        while index + 4 <= width {
            sums.0 += query[index] * rows[start + index]
            sums.1 += query[index + 1] * rows[start + index + 1]
            sums.2 += query[index + 2] * rows[start + index + 2]
            sums.3 += query[index + 3] * rows[start + index + 3]
            index += 4
        }
        while index < width {
            sums.0 += query[index] * rows[start + index]
            index += 1
        }
        return ((sums.0 + sums.1) + (sums.2 + sums.3)).sum()
    }
}

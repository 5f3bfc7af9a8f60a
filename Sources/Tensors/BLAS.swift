internal import COpenBLAS

/// General matrix products through OpenBLAS, on the calling thread.
///
/// For shapes that are used once, and as the measure that the packed kernel is held against. The bits of
/// a row depend on how many rows are multiplied together: what must not depend on the batch uses
/// `PackedLinear`.
package enum BLAS {
    // Threads are ours (`ComputePool`); the library's own would compete with them for the same cores.
    private static let prepared: Void = openblas_set_num_threads(1)

    /// `left · rightᵀ`, for two matrices of the same width.
    package static func multiplyTransposed(_ left: Matrix, _ right: Matrix) -> Matrix {
        precondition(left.columns == right.columns, "matrices of different widths")
        _ = prepared
        let product = Matrix(rows: left.rows, columns: right.rows)
        guard left.rows > 0, right.rows > 0, left.columns > 0 else { return product }
        unsafe cblas_sgemm(
            CblasRowMajor,
            CblasNoTrans,
            CblasTrans,
            blasint(left.rows),
            blasint(right.rows),
            blasint(left.columns),
            1,
            left.base,
            blasint(left.columns),
            right.base,
            blasint(right.columns),
            0,
            product.base,
            blasint(right.rows)
        )
        return product
    }
}

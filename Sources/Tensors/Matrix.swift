internal import CKernels

/// A row-major block of single-precision numbers with a fixed shape, aligned to 64 bytes.
///
/// Operations check rows and shapes and stop the program on a violation: shapes are the caller's duty.
// @unchecked: the lanes of one computation write disjoint rows or columns and meet at barriers.
@safe package final class Matrix: @unchecked Sendable {
    package let rows: Int
    package let columns: Int
    let base: UnsafeMutablePointer<Float>

    /// A matrix of zeros.
    package init(rows: Int, columns: Int) {
        precondition(rows >= 0 && columns >= 0, "a matrix has no negative side")
        let count = rows * columns
        let memory = unsafe NumberMemory.allocate(byteCount: max(1, count) * MemoryLayout<Float>.stride)
        unsafe base = memory.bindMemory(to: Float.self, capacity: max(1, count))
        unsafe base.initialize(repeating: 0, count: max(1, count))
        self.rows = rows
        self.columns = columns
    }

    /// Takes `rows * columns` values, row after row.
    package convenience init(rows: Int, columns: Int, _ values: [Float]) {
        precondition(values.count == rows * columns, "\(values.count) values for \(rows) x \(columns)")
        self.init(rows: rows, columns: columns)
        for index in values.indices { unsafe base[index] = values[index] }
    }

    deinit {
        unsafe base.deallocate()
    }

    /// A copy of one row.
    package func row(_ row: Int) -> [Float] {
        let start = unsafe pointer(row..<row + 1)
        return unsafe Array(UnsafeBufferPointer(start: start, count: columns))
    }

    /// All values, row after row.
    package var values: [Float] {
        unsafe Array(UnsafeBufferPointer(start: base, count: rows * columns))
    }

    /// Whether no value is NaN or infinite.
    package var isFinite: Bool {
        unsafe assay_all_finite(base, rows * columns) == 1
    }

    /// The first element of a range of rows, after checking that the matrix has them.
    func pointer(_ range: Range<Int>) -> UnsafeMutablePointer<Float> {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
        return unsafe base + range.lowerBound * columns
    }
}

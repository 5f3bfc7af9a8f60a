internal import CKernels

/// Rows of inputs as 7-bit codes with a scale for each block, for linear layers of `coded` precision.
// @unchecked: the lanes of one computation write disjoint rows and meet at barriers.
@safe package final class CodedRows: @unchecked Sendable {
    let codes: UnsafeMutablePointer<UInt8>
    let steps: Matrix
    let offsets: Matrix
    private let rowsMax: Int
    private let depthMax: Int

    /// Room for `rows` rows of up to `columns` numbers, for any of the block sizes from 32 up.
    package init(rows: Int, columns: Int) {
        // Up to a whole block of the longest kind more.
        depthMax = (columns / Int(ASSAY_BLOCK_MAX) + 1) * Int(ASSAY_BLOCK_MAX)
        rowsMax = rows
        unsafe codes = .allocate(capacity: max(1, rows * depthMax))
        unsafe codes.initialize(repeating: 0, count: max(1, rows * depthMax))
        steps = Matrix(rows: rows, columns: depthMax / 32)
        offsets = Matrix(rows: rows, columns: depthMax / 32)
    }

    deinit {
        unsafe codes.deallocate()
    }

    func check(rows: Range<Int>, depth: Int) {
        precondition(
            rows.lowerBound >= 0 && rows.upperBound <= rowsMax && depth <= depthMax,
            "no room for \(rows) of \(depth) codes"
        )
    }
}

internal import CKernels

/// Normalises rows to mean 0 and variance 1, then scales and shifts each column.
package struct LayerNormalization: Sendable {
    private let gain: Matrix
    private let shift: Matrix
    private let epsilon: Float
    private let kernels: KernelSet

    /// `gain` and `shift` are single rows of the width to normalise; `epsilon` is added to the variance.
    package init(gain: Matrix, shift: Matrix, epsilon: Float, level: InstructionLevel = .supported) {
        precondition(gain.rows == 1 && shift.rows == 1 && gain.columns == shift.columns, "one row each")
        self.gain = gain
        self.shift = shift
        self.epsilon = epsilon
        kernels = KernelSet(level)
    }

    /// Normalises some rows in place.
    package func apply(to matrix: Matrix, rows: Range<Int>) {
        apply(to: matrix, rows: rows, into: matrix)
    }

    /// Writes the normalised form of some rows to the same rows of another matrix.
    package func apply(to matrix: Matrix, rows: Range<Int>, into output: Matrix) {
        precondition(
            matrix.columns == gain.columns && output.columns == gain.columns,
            "a matrix of another width"
        )
        unsafe kernels.functions.layer_norm(
            output.pointer(rows),
            matrix.pointer(rows),
            rows.count,
            matrix.columns,
            gain.base,
            shift.base,
            epsilon
        )
    }
}

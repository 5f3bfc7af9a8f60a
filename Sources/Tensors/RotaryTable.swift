internal import CKernels
internal import Glibc

/// Angles by which queries and keys are turned at each position (RoPE, Su et al. 2021), in the half-split form.
///
/// Element k of a head's vector is turned together with element k + columns / 2.
package struct RotaryTable: Sendable {
    package let headColumns: Int
    private let cosines: Matrix
    private let sines: Matrix
    private let kernels: KernelSet

    /// Angles for `positions` positions; `base` is the model's `rope_theta`.
    package init(positions: Int, headColumns: Int, base: Double, level: InstructionLevel = .supported) {
        precondition(headColumns.isMultiple(of: 2), "a head without halves")
        let half = headColumns / 2
        var angles: [Float] = []
        // Rounded where the reference implementation rounds: frequency, then angle, in single precision.
        let frequencies = (0..<half).map { 1 / Float(pow(base, Double(2 * $0) / Double(headColumns))) }
        for position in 0..<positions { angles += frequencies.map { Float(position) * $0 } }
        cosines = Matrix(rows: positions, columns: half, angles.map { Float(cos(Double($0))) })
        sines = Matrix(rows: positions, columns: half, angles.map { Float(sin(Double($0))) })
        self.headColumns = headColumns
        kernels = KernelSet(level)
    }

    package var positions: Int { cosines.rows }

    /// Turns the columns from `column` on, one head wide, in rows that hold positions 0, 1, 2 and so on.
    package func apply(to matrix: Matrix, rows: Range<Int>, column: Int) {
        precondition(rows.count <= positions, "more positions than the table has")
        precondition(column >= 0 && column + headColumns <= matrix.columns, "no such columns")
        unsafe kernels.functions.rotate(
            matrix.pointer(rows) + column,
            rows.count,
            matrix.columns,
            1,
            headColumns,
            cosines.base,
            sines.base
        )
    }
}

internal import CKernels

/// A linear layer `y = x Wᵀ + b` whose weights are laid out once for the matrix kernel.
///
/// Every output element is summed over the inputs in one fixed order, so a row's result is the same bits
/// whatever other rows are computed with it, and however the columns are divided.
// @unchecked: the two buffers are written in the initialiser only.
package final class PackedLinear: @unchecked Sendable {
    /// What happens to a sum before it is stored.
    package enum Epilogue {
        case none
        case activated(Activation)
        /// Adds the same rows of this matrix, which may be the output itself.
        case residual(Matrix)
    }

    package let inputs: Int
    package let outputs: Int
    private let panels: Matrix
    private let bias: Matrix
    private let kernels: KernelSet

    /// Packs matrices of `inputs` columns, stacked one under the other, with the biases in the same order.
    package init(weights: [Matrix], biases: [[Float]], level: InstructionLevel = .supported) {
        let inputs = weights.first?.columns ?? 0
        precondition(weights.allSatisfy { $0.columns == inputs }, "stacked weights of different widths")
        let outputs = weights.reduce(0) { $0 + $1.rows }
        precondition(biases.reduce(0) { $0 + $1.count } == outputs, "one bias for each output")
        let padded = assay_panel_count(outputs) * Int(ASSAY_PANEL_COLUMNS)
        panels = Matrix(rows: padded, columns: inputs)
        bias = Matrix(
            rows: 1,
            columns: padded,
            biases.flatMap { $0 } + [Float](repeating: 0, count: padded - outputs)
        )
        let stacked = Matrix(stacking: weights, columns: inputs)
        unsafe assay_pack_panels(panels.base, stacked.base, outputs, inputs)
        self.inputs = inputs
        self.outputs = outputs
        kernels = KernelSet(level)
    }

    /// The least part of the outputs that can be computed apart: 32 columns.
    package var portions: Int { assay_panel_count(outputs) / 2 }

    /// Computes some rows, and of them the columns that the given portions hold. Of a wider input the first
    /// columns count.
    package func apply(
        to input: Matrix,
        rows: Range<Int>,
        portions range: Range<Int>? = nil,
        into output: Matrix,
        outputRow: Int? = nil,
        _ epilogue: Epilogue = .none
    ) {
        precondition(input.columns >= inputs && output.columns == outputs, "a matrix of another width")
        let range = range ?? 0..<portions
        precondition(range.upperBound <= portions, "no such portion")
        let first = outputRow ?? rows.lowerBound
        let target = first..<first + rows.count
        var call = unsafe assay_linear()
        unsafe call.input = UnsafePointer(input.pointer(rows))
        unsafe call.input_stride = input.columns
        unsafe call.panels = UnsafePointer(panels.base)
        unsafe call.bias = UnsafePointer(bias.base)
        unsafe call.output = output.pointer(target)
        unsafe call.output_stride = outputs
        unsafe call.rows = rows.count
        unsafe call.inner = inputs
        unsafe call.columns = outputs
        unsafe call.panel_first = range.lowerBound * 2
        unsafe call.panel_end = range.upperBound * 2
        switch epilogue {
        case .none: break
        case .activated(let activation): unsafe call.activation = activation.code
        case .residual(let residual):
            precondition(residual.columns == outputs, "a residual of another width")
            unsafe call.residual = UnsafePointer(residual.pointer(target))
            unsafe call.residual_stride = outputs
        }
        unsafe kernels.functions.linear(&call)
    }
}

extension Matrix {
    fileprivate convenience init(stacking parts: [Matrix], columns: Int) {
        self.init(rows: parts.reduce(0) { $0 + $1.rows }, columns: columns)
        var row = 0
        for part in parts {
            unsafe pointer(row..<row + part.rows).update(from: part.base, count: part.rows * columns)
            row += part.rows
        }
    }
}

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

    private enum Storage {
        case single(Matrix)
        case coded(CodedPanels)
    }

    package let inputs: Int
    package let outputs: Int
    private let storage: Storage
    private let bias: Matrix
    private let kernels: KernelSet

    /// Packs matrices of `inputs` columns, stacked one under the other, with the biases in the same order.
    package convenience init(
        weights: [Matrix],
        biases: [[Float]],
        precision: LinearPrecision = .single,
        level: InstructionLevel = .supported
    ) {
        switch precision {
        case .coded(let block):
            let coded = weights.map { CodedMatrix(rounding: $0, block: block) }
            self.init(coded: coded, biases: biases, level: level)
        case .single:
            let inputs = weights.first?.columns ?? 0
            precondition(weights.allSatisfy { $0.columns == inputs }, "stacked weights of different widths")
            let stacked = Matrix(stacking: weights, columns: inputs)
            let panels = Matrix(rows: Self.padded(stacked.rows), columns: inputs)
            unsafe assay_pack_panels(panels.base, stacked.base, stacked.rows, inputs)
            self.init(.single(panels), inputs: inputs, outputs: stacked.rows, biases, level)
        }
    }

    /// The same of weights that are codes already, all with the same block.
    package convenience init(
        coded: [CodedMatrix],
        biases: [[Float]],
        level: InstructionLevel = .supported
    ) {
        let (inputs, block) = (coded.first?.columns ?? 0, coded.first?.block ?? 32)
        precondition(
            coded.allSatisfy { $0.columns == inputs && $0.block == block },
            "stacked weights of different widths"
        )
        let outputs = coded.reduce(0) { $0 + $1.rows }
        let panels = CodedPanels(coded, block: block)
        self.init(.coded(panels), inputs: inputs, outputs: outputs, biases, level)
    }

    private init(
        _ storage: Storage,
        inputs: Int,
        outputs: Int,
        _ biases: [[Float]],
        _ level: InstructionLevel
    ) {
        precondition(biases.reduce(0) { $0 + $1.count } == outputs, "one bias for each output")
        let padding = [Float](repeating: 0, count: Self.padded(outputs) - outputs)
        bias = Matrix(rows: 1, columns: Self.padded(outputs), biases.flatMap { $0 } + padding)
        self.storage = storage
        self.inputs = inputs
        self.outputs = outputs
        kernels = KernelSet(level)
    }

    /// Outputs in whole panels.
    private static func padded(_ outputs: Int) -> Int {
        assay_panel_count(outputs) * Int(ASSAY_PANEL_COLUMNS)
    }

    /// Whether inputs must go through `encode` first.
    package var takesCodes: Bool {
        if case .coded = storage { true } else { false }
    }

    /// Writes the codes of some rows, from row `codeRow` of `codes` on. Of a wider input the first columns count.
    package func encode(_ input: Matrix, rows: Range<Int>, into codes: CodedRows, codeRow: Int) {
        guard case .coded(let panels) = storage else { return }
        precondition(input.columns >= inputs, "a matrix of another width")
        codes.check(rows: codeRow..<codeRow + rows.count, depth: panels.depth)
        let blocks = panels.depth / panels.block
        unsafe kernels.functions.code_rows(
            codes.codes + codeRow * panels.depth,
            codes.steps.base + codeRow * blocks,
            codes.offsets.base + codeRow * blocks,
            input.pointer(rows),
            rows.count,
            inputs,
            input.columns,
            panels.block
        )
    }

    /// The least part of the outputs that can be computed apart: 32 columns.
    package var portions: Int { assay_panel_count(outputs) / 2 }

    /// Computes some rows, and of them the columns that the given portions hold. Of a wider input the first
    /// columns count.
    package func apply(
        to input: Matrix,
        rows: Range<Int>,
        portions: Range<Int>? = nil,
        into output: Matrix,
        outputRow: Int? = nil,
        _ epilogue: Epilogue = .none
    ) {
        guard case .single(let panels) = storage else { preconditionFailure("codes are needed") }
        precondition(input.columns >= inputs, "a matrix of another width")
        var call = unsafe target(rows.count, portions, output, outputRow ?? rows.lowerBound, epilogue)
        unsafe call.input = UnsafePointer(input.pointer(rows))
        unsafe call.input_stride = input.columns
        unsafe call.panels = UnsafePointer(panels.base)
        unsafe kernels.functions.linear(&call)
    }

    /// The same from the codes that `encode` wrote.
    package func apply(
        to codes: CodedRows,
        rows: Range<Int>,
        portions: Range<Int>? = nil,
        into output: Matrix,
        outputRow: Int? = nil,
        _ epilogue: Epilogue = .none
    ) {
        guard case .coded(let panels) = storage else { preconditionFailure("plain numbers are needed") }
        codes.check(rows: rows, depth: panels.depth)
        let blocks = panels.depth / panels.block
        var call = unsafe assay_coded_linear()
        unsafe call.target = target(rows.count, portions, output, outputRow ?? rows.lowerBound, epilogue)
        unsafe call.codes = UnsafePointer(codes.codes + rows.lowerBound * panels.depth)
        unsafe call.steps = UnsafePointer(codes.steps.base + rows.lowerBound * blocks)
        unsafe call.offsets = UnsafePointer(codes.offsets.base + rows.lowerBound * blocks)
        unsafe call.panels = UnsafePointer(panels.codes)
        unsafe call.weight_steps = UnsafePointer(panels.steps.base)
        unsafe call.weight_sums = UnsafePointer(panels.sums.base)
        unsafe call.depth = panels.depth
        unsafe call.block = panels.block
        unsafe kernels.functions.coded_linear(&call)
    }

    /// Where sums go and what happens to them.
    private func target(
        _ count: Int,
        _ portions: Range<Int>?,
        _ output: Matrix,
        _ outputRow: Int,
        _ epilogue: Epilogue
    ) -> assay_linear {
        let range = portions ?? 0..<self.portions
        precondition(range.upperBound <= self.portions, "no such portion")
        precondition(output.columns == outputs, "a matrix of another width")
        let rows = outputRow..<outputRow + count
        var call = unsafe assay_linear()
        unsafe call.bias = UnsafePointer(bias.base)
        unsafe call.output = output.pointer(rows)
        unsafe call.output_stride = outputs
        unsafe call.rows = count
        unsafe call.inner = inputs
        unsafe call.columns = outputs
        unsafe call.panel_first = range.lowerBound * 2
        unsafe call.panel_end = range.upperBound * 2
        switch epilogue {
        case .none: break
        case .activated(let activation): unsafe call.activation = activation.code
        case .residual(let residual):
            precondition(residual.columns == outputs, "a residual of another width")
            unsafe call.residual = UnsafePointer(residual.pointer(rows))
            unsafe call.residual_stride = outputs
        }
        return unsafe call
    }
}

extension Matrix {
    /// One under the other.
    convenience init(stacking parts: [Matrix], columns: Int) {
        self.init(rows: parts.reduce(0) { $0 + $1.rows }, columns: columns)
        var row = 0
        for part in parts {
            unsafe pointer(row..<row + part.rows).update(from: part.base, count: part.rows * columns)
            row += part.rows
        }
    }
}

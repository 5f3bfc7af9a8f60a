internal import CKernels

/// Scaled dot-product attention of one head over one sequence.
///
/// The input rows hold queries, keys and values side by side: three times `heads * headColumns` numbers.
package struct SelfAttention: Sendable {
    package let heads: Int
    package let headColumns: Int
    private let kernels: KernelSet

    package init(heads: Int, headColumns: Int, level: InstructionLevel = .supported) {
        self.heads = heads
        self.headColumns = headColumns
        kernels = KernelSet(level)
    }

    /// Working memory for sequences of up to `tokens`; not shared between threads.
    package func makeScratch(tokens: Int) -> Matrix {
        Matrix(rows: 1, columns: assay_attention_scratch_floats(tokens, headColumns))
    }

    /// Computes one head for the sequence that the rows hold, into that head's columns of `output`.
    ///
    /// With `bias` it is added to the scores; with `window` a token sees those at most that far away.
    package func apply(
        to input: Matrix,
        rows: Range<Int>,
        head: Int,
        bias: RelativeBias? = nil,
        window: Int? = nil,
        into output: Matrix,
        scratch: Matrix
    ) {
        precondition(bias.map { rows.count <= $0.tokensMax } ?? true, "a sequence longer than the bias")
        precondition(window.map { $0 > 0 } ?? true, "a window without neighbours")
        let width = heads * headColumns
        precondition(input.columns == 3 * width && output.columns == width, "a matrix of another width")
        precondition((0..<heads).contains(head), "no such head")
        precondition(
            scratch.columns >= assay_attention_scratch_floats(rows.count, headColumns),
            "scratch memory for a shorter sequence"
        )
        var call = unsafe assay_attention()
        let query = unsafe UnsafePointer(input.pointer(rows)) + head * headColumns
        unsafe call.query = query
        unsafe call.key = query + width
        unsafe call.value = query + 2 * width
        unsafe call.stride = input.columns
        unsafe call.output = output.pointer(rows) + head * headColumns
        unsafe call.output_stride = width
        unsafe call.tokens = rows.count
        unsafe call.head_columns = headColumns
        unsafe call.position_bias = bias.map { unsafe $0.center(head: head) }
        unsafe call.window = window ?? 0
        unsafe call.scratch = scratch.base
        unsafe kernels.functions.attention(&call)
    }
}

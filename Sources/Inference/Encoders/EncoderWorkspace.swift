package import Tensors

/// Working memory of one computation; its lanes share it.
package struct EncoderWorkspace: Sendable {
    let tokensMax: Int
    let longest: Int
    let state: Matrix
    /// What a half's normalisation made of the state, where halves normalise before; else the state itself.
    let normed: Matrix
    /// Of the texts that pass through a layer together, as the two below.
    let projections: Matrix
    let context: Matrix
    let wide: Matrix
    /// Nil in single precision.
    let codes: CodedRows?
    let wideCodes: CodedRows?
    let scratches: [Matrix]
    /// One row for each text of the batch.
    package let vectors: Matrix

    /// Room for batches of `tokensMax` tokens in `textsMax` texts, the longest of `longest` tokens.
    init(_ encoder: TextEncoder, tokensMax: Int, textsMax: Int, longest: Int, lanes: Int) {
        let shape = encoder.configuration
        let blockRows = TextEncoder.blockRows(lanes: lanes)
        let groupRows = min(tokensMax, max(longest, blockRows))
        self.tokensMax = tokensMax
        self.longest = longest
        state = Matrix(rows: tokensMax, columns: shape.hidden)
        normed =
            shape.normalization == .before ? Matrix(rows: tokensMax, columns: shape.hidden) : state
        projections = Matrix(rows: groupRows, columns: 3 * shape.hidden)
        context = Matrix(rows: groupRows, columns: shape.hidden)
        wide = Matrix(
            rows: min(tokensMax, blockRows),
            columns: shape.isGated ? 2 * shape.intermediate : shape.intermediate
        )
        let isCoded = encoder.precision.linear != .single
        codes = isCoded ? CodedRows(rows: groupRows, columns: shape.hidden) : nil
        wideCodes = isCoded ? CodedRows(rows: wide.rows, columns: shape.intermediate) : nil
        scratches = (0..<lanes).map { _ in encoder.attention.makeScratch(tokens: longest) }
        vectors = Matrix(rows: textsMax, columns: shape.hidden)
    }
}

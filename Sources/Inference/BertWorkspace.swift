package import Tensors

/// Working memory of one computation; its lanes share it.
package struct BertWorkspace: Sendable {
    let tokensMax: Int
    let state: Matrix
    let projections: Matrix
    let context: Matrix
    let wide: Matrix
    let scratches: [Matrix]
    /// One row for each text of the batch.
    package let vectors: Matrix

    /// Room for batches of `tokensMax` tokens in `textsMax` texts, the longest of `longest` tokens.
    init(_ encoder: BertEncoder, tokensMax: Int, textsMax: Int, longest: Int, lanes: Int) {
        let shape = encoder.configuration
        self.tokensMax = tokensMax
        state = Matrix(rows: tokensMax, columns: shape.hidden)
        projections = Matrix(rows: tokensMax, columns: 3 * shape.hidden)
        context = Matrix(rows: tokensMax, columns: shape.hidden)
        wide = Matrix(rows: min(tokensMax, BertEncoder.blockRows(lanes: lanes)), columns: shape.intermediate)
        scratches = (0..<lanes).map { _ in encoder.attention.makeScratch(tokens: longest) }
        vectors = Matrix(rows: textsMax, columns: shape.hidden)
    }
}

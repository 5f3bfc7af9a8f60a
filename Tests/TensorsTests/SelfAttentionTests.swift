import Foundation
import ModelFixtures
import Testing

@testable import Tensors

@Suite("Attention")
struct SelfAttentionTests {
    @Test(
        "A head's output equals softmax(QKᵀ/√d)V in double precision",
        arguments: PackedLinearTests.levels,
        [(1, 8), (2, 32), (13, 8), (16, 64), (17, 32), (33, 40), (100, 32)]
    )
    func headEqualsDefinition(level: InstructionLevel, shape: (tokens: Int, columns: Int)) {
        let (tokens, columns, heads) = (shape.tokens, shape.columns, 2)
        var generator = SeededGenerator(seed: UInt64(tokens))
        let width = 3 * heads * columns
        // A row before and one after: the kernel must stay inside its sequence.
        let input = Matrix(rows: tokens + 2, columns: width, generator.floats((tokens + 2) * width, scale: 3))
        let output = Matrix(rows: tokens + 2, columns: heads * columns)
        let attention = SelfAttention(heads: heads, headColumns: columns, level: level)
        let scratch = attention.makeScratch(tokens: tokens)
        for head in 0..<heads {
            attention.apply(to: input, rows: 1..<tokens + 1, head: head, into: output, scratch: scratch)
        }
        #expect(output.row(0).allSatisfy { $0 == 0 } && output.row(tokens + 1).allSatisfy { $0 == 0 })
        for row in [1, tokens] {
            for head in 0..<heads {
                let exact = reference(
                    input,
                    row: row,
                    tokens: tokens,
                    head: head,
                    columns: columns,
                    heads: heads
                )
                for (column, value) in exact.enumerated() {
                    #expect(abs(Double(output.row(row)[head * columns + column]) - value) < 2e-5)
                }
            }
        }
    }

    private func reference(
        _ input: Matrix,
        row: Int,
        tokens: Int,
        head: Int,
        columns: Int,
        heads: Int
    ) -> [Double] {
        func part(_ row: Int, _ which: Int) -> [Double] {
            let start = (which * heads + head) * columns
            return input.row(row)[start..<start + columns].map { Double($0) }
        }
        let query = part(row, 0)
        let scores = (1...tokens).map { token in
            zip(query, part(token, 1)).reduce(0) { $0 + $1.0 * $1.1 } / Double(columns).squareRoot()
        }
        let top = scores.max() ?? 0
        let weights = scores.map { exp($0 - top) }
        let total = weights.reduce(0, +)
        var result = [Double](repeating: 0, count: columns)
        for (index, weight) in weights.enumerated() {
            for (column, value) in part(index + 1, 2).enumerated() {
                result[column] += weight / total * value
            }
        }
        return result
    }
}

import Foundation
import ModelFixtures
import Testing

@testable import Tensors

@Suite("Row kernels")
struct RowKernelTests {
    static let levels = PackedLinearTests.levels

    @Test(
        "Layer normalisation equals its definition in double precision",
        arguments: levels,
        [1, 8, 16, 21, 384]
    )
    func layerNormalization(level: InstructionLevel, columns: Int) {
        var generator = SeededGenerator(seed: UInt64(columns))
        let values = generator.floats(3 * columns, scale: 4).map { $0 + 100 }
        let gain = generator.floats(columns), shift = generator.floats(columns)
        let matrix = Matrix(rows: 3, columns: columns, values)
        let normalization = LayerNormalization(
            gain: Matrix(rows: 1, columns: columns, gain),
            shift: Matrix(rows: 1, columns: columns, shift),
            epsilon: 1e-5,
            level: level
        )
        normalization.apply(to: matrix, rows: 1..<3)
        #expect(matrix.row(0) == Array(values[..<columns]))
        for row in 1..<3 {
            let input = values[row * columns..<(row + 1) * columns].map { Double($0) }
            let mean = input.reduce(0, +) / Double(columns)
            let variance = input.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(columns)
            for (index, value) in matrix.row(row).enumerated() {
                let scaled = (input[index] - mean) / (variance + 1e-5).squareRoot()
                #expect(abs(Double(value) - (scaled * Double(gain[index]) + Double(shift[index]))) < 2e-5)
            }
        }
    }

    @Test("GELU stays within single-precision rounding of its erf definition", arguments: levels)
    func gelu(level: InstructionLevel) {
        let values = stride(from: Float(-12), through: 12, by: 0.0037).map { $0 }
        let matrix = Matrix(rows: 1, columns: values.count, values)
        matrix.apply(.gelu, level: level)
        for (value, input) in zip(matrix.values, values) {
            let exact = Double(input) / 2 * (1 + erf(Double(input) / 2.0.squareRoot()))
            #expect(abs(Double(value) - exact) < 2e-7 * max(1, abs(exact)))
        }
    }

    @Test("Softmax rows sum to one, also for scores far apart", arguments: levels, [1, 5, 16, 33])
    func softmax(level: InstructionLevel, columns: Int) {
        let values = (0..<columns).map { Float($0 % 7) * 30 - 90 }
        let matrix = Matrix(rows: 1, columns: columns, values)
        matrix.applySoftmax(level: level)
        let top = Double(values.max() ?? 0)
        let total = values.reduce(0) { $0 + exp(Double($1) - top) }
        for (value, input) in zip(matrix.values, values) {
            #expect(abs(Double(value) - exp(Double(input) - top) / total) < 1e-6)
        }
    }

    @Test("Dot products of one vector with many rows", arguments: levels, [1, 15, 64, 130, 384])
    func dotProducts(level: InstructionLevel, columns: Int) {
        var generator = SeededGenerator(seed: 3)
        let matrix = Matrix(rows: 5, columns: columns, generator.floats(5 * columns))
        let query = generator.floats(columns)
        for (row, value) in matrix.dotProducts(with: query, level: level).enumerated() {
            let exact = zip(matrix.row(row), query).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            #expect(abs(Double(value) - exact) < 1e-4)
        }
    }

    @Test("A mean row has length one after normalising, and a row of zeros stays zero")
    func meanAndLength() {
        let source = Matrix(rows: 3, columns: 2, [1, 2, 3, 4, 5, 12])
        let target = Matrix(rows: 2, columns: 2)
        target.setRow(0, meanOf: source, rows: 0..<3)
        #expect(target.row(0) == [3, 6])
        target.setRow(0, meanOf: source, rows: 2..<3)
        target.normaliseRow(0)
        target.normaliseRow(1)
        #expect(target.values == [5.0 / 13, 12.0 / 13, 0, 0])
    }

    @Test("NaN and infinity are found")
    func finiteness() {
        #expect(Matrix(rows: 1, columns: 2, [1, -.greatestFiniteMagnitude]).isFinite)
        for value in [Float.nan, .infinity, -.infinity] {
            #expect(!Matrix(rows: 1, columns: 3, [0, value, 1]).isFinite)
        }
    }
}

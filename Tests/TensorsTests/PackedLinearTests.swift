import Foundation
import ModelFixtures
import Testing

@testable import Tensors

@Suite("Packed linear layers")
struct PackedLinearTests {
    static let levels = InstructionLevel.allCases.filter { $0 <= .supported }
    static let shapes: [(rows: Int, inputs: Int, outputs: Int)] = [
        (1, 1, 1), (2, 3, 5), (7, 16, 16), (15, 24, 33), (29, 40, 48), (64, 100, 72), (57, 384, 96),
    ]

    private struct Layer {
        let input: Matrix
        let weights: Matrix
        let bias: [Float]

        init(_ shape: (rows: Int, inputs: Int, outputs: Int)) {
            var generator = SeededGenerator(seed: UInt64(shape.rows * 1000 + shape.inputs))
            input = Matrix(
                rows: shape.rows,
                columns: shape.inputs,
                generator.floats(shape.rows * shape.inputs)
            )
            weights = Matrix(
                rows: shape.outputs,
                columns: shape.inputs,
                generator.floats(shape.outputs * shape.inputs)
            )
            bias = generator.floats(shape.outputs)
        }

        func packed(_ level: InstructionLevel) -> PackedLinear {
            PackedLinear(weights: [weights], biases: [bias], level: level)
        }

        func output(_ level: InstructionLevel, _ epilogue: PackedLinear.Epilogue = .none) -> [Float] {
            let output = Matrix(rows: input.rows, columns: bias.count)
            packed(level).apply(to: input, rows: 0..<input.rows, into: output, epilogue)
            return output.values
        }
    }

    @Test(
        "The product and bias equal OpenBLAS's to rounding, at every instruction level",
        arguments: levels,
        shapes
    )
    func productEqualsOpenBLAS(level: InstructionLevel, shape: (rows: Int, inputs: Int, outputs: Int)) {
        let layer = Layer(shape)
        let expected = BLAS.multiplyTransposed(layer.input, layer.weights).values
        for (index, value) in layer.output(level).enumerated() {
            let exact = expected[index] + layer.bias[index % shape.outputs]
            #expect(abs(value - exact) <= 1e-5 * Float(shape.inputs).squareRoot() + 1e-6)
        }
    }

    @Test("A row's bits do not depend on the rows computed with it", arguments: levels)
    func rowsAreIndependent(level: InstructionLevel) {
        let layer = Layer((61, 96, 80))
        let together = layer.output(level)
        let packed = layer.packed(level)
        for range in [0..<1, 5..<8, 0..<13, 14..<29, 30..<61] {
            let output = Matrix(rows: 61, columns: 80)
            packed.apply(to: layer.input, rows: range, into: output)
            for row in range { #expect(output.row(row) == Array(together[row * 80..<(row + 1) * 80])) }
        }
    }

    @Test("Computing the columns in portions gives the same bits", arguments: levels)
    func portionsAreIndependent(level: InstructionLevel) {
        let layer = Layer((9, 50, 150))
        let packed = layer.packed(level)
        let output = Matrix(rows: 9, columns: 150)
        for portion in 0..<packed.portions {
            packed.apply(to: layer.input, rows: 0..<9, portions: portion..<portion + 1, into: output)
        }
        #expect(output.values == layer.output(level))
    }

    @Test(
        "AVX2 and AVX-512 give the same bits",
        .enabled(if: InstructionLevel.supported == .avx512, "this processor has no AVX-512"),
        arguments: shapes
    )
    func vectorLevelsAgree(shape: (rows: Int, inputs: Int, outputs: Int)) {
        let layer = Layer(shape)
        #expect(layer.output(.avx2, .activated(.gelu)) == layer.output(.avx512, .activated(.gelu)))
    }

    @Test("The epilogues are GELU of the sum, and the sum with the residual", arguments: levels)
    func epilogues(level: InstructionLevel) {
        let layer = Layer((5, 30, 21))
        let plain = layer.output(level)
        for (value, sum) in zip(layer.output(level, .activated(.gelu)), plain) {
            let exact = Double(sum) / 2 * (1 + erf(Double(sum) / 2.0.squareRoot()))
            #expect(abs(Double(value) - exact) < 1e-6)
        }
        let residual = Matrix(rows: 5, columns: 21, (0..<105).map { Float($0) })
        let added = layer.output(level, .residual(residual))
        #expect(added == zip(plain, residual.values).map { $0 + $1 })
    }

    @Test("Stacked weights compute side by side what each computes alone")
    func stackedWeights() {
        let (first, second) = (Layer((4, 20, 10)), Layer((4, 20, 7)))
        let packed = PackedLinear(
            weights: [first.weights, second.weights],
            biases: [first.bias, second.bias]
        )
        let output = Matrix(rows: 4, columns: 17)
        packed.apply(to: first.input, rows: 0..<4, into: output)
        let alone = first.output(.supported)
        for row in 0..<4 { #expect(Array(output.row(row)[..<10]) == Array(alone[row * 10..<(row + 1) * 10])) }
    }
}

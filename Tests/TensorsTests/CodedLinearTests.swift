import ModelFixtures
import Testing

@testable import Tensors

@Suite("Linear layers on 8-bit codes")
struct CodedLinearTests {
    static let levels = InstructionLevel.allCases.filter { $0 <= .supported }
    static let blocks = [32, 64, 128, 256]

    static func output(
        _ input: Matrix,
        _ weights: Matrix,
        block: Int,
        level: InstructionLevel,
        rows: Range<Int>? = nil,
        portions: [Range<Int>]? = nil
    ) -> [Float] {
        let rows = rows ?? 0..<input.rows
        let bias = [Float](repeating: 0, count: weights.rows)
        let layer = PackedLinear(
            weights: [weights],
            biases: [bias],
            precision: .coded(block: block),
            level: level
        )
        let codes = CodedRows(rows: rows.count, columns: input.columns)
        let output = Matrix(rows: rows.count, columns: weights.rows)
        layer.encode(input, rows: rows, into: codes, codeRow: 0)
        for portion in portions ?? [0..<layer.portions] {
            layer.apply(to: codes, rows: 0..<rows.count, portions: portion, into: output)
        }
        return output.values
    }

    /// Numbers that their codes hold without error, so that every product and sum is exact.
    static func exact(rows: Int, columns: Int, codes: ClosedRange<Int>, step: Float, low: Float, seed: UInt64)
        -> Matrix
    {
        var generator = SeededGenerator(seed: seed)
        var values = (0..<rows * columns).map { _ in
            low + step * Float(Int.random(in: codes, using: &generator))
        }
        for row in 0..<rows {
            for start in stride(from: 0, to: columns, by: 32) {
                values[row * columns + start] = low + step * Float(codes.lowerBound)
                values[row * columns + start + 1] = low + step * Float(codes.upperBound)
            }
        }
        return Matrix(rows: rows, columns: columns, values)
    }

    @Test("Every level gives the exact sums of codes, bit for bit", arguments: levels, blocks)
    func exactSums(level: InstructionLevel, block: Int) {
        for (rows, inner, columns) in [(1, 32, 16), (7, 100, 40), (13, 390, 33)] {
            let input = Self.exact(rows: rows, columns: inner, codes: 0...127, step: 0.125, low: -4, seed: 1)
            let weights = Self.exact(
                rows: columns,
                columns: inner,
                codes: -127...127,
                step: 0.015625,
                low: 0,
                seed: 2
            )
            var expected: [Float] = []
            for row in 0..<rows {
                let left = input.row(row)
                for column in 0..<columns {
                    let sum = zip(left, weights.row(column)).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
                    expected.append(Float(sum))
                }
            }
            #expect(Self.output(input, weights, block: block, level: level) == expected)
        }
    }

    static func random(rows: Int, columns: Int, seed: UInt64) -> Matrix {
        var generator = SeededGenerator(seed: seed)
        return Matrix(rows: rows, columns: columns, generator.floats(rows * columns))
    }

    @Test("The result is near that of single precision, nearer with shorter blocks", arguments: levels)
    func near(level: InstructionLevel) {
        let (input, weights) = (
            Self.random(rows: 9, columns: 384, seed: 3), Self.random(rows: 48, columns: 384, seed: 4)
        )
        let exact = BLAS.multiplyTransposed(input, weights).values
        let size = exact.reduce(0) { $0 + $1 * $1 }
        let errors = [32, 128].map { block in
            zip(Self.output(input, weights, block: block, level: level), exact).reduce(Float(0)) {
                $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
            }
        }
        #expect(errors[0] < errors[1] && errors[1] < 1e-4 * size)
    }

    @Test("AVX2 and AVX-512 give the same bits", .enabled(if: levels.contains(.avx512)))
    func levelsAgree() {
        let (input, weights) = (
            Self.random(rows: 9, columns: 200, seed: 5), Self.random(rows: 50, columns: 200, seed: 6)
        )
        for block in Self.blocks {
            #expect(
                Self.output(input, weights, block: block, level: .avx2)
                    == Self.output(input, weights, block: block, level: .avx512)
            )
        }
    }

    @Test("Rows computed apart and columns divided give the same bits", arguments: levels)
    func independent(level: InstructionLevel) {
        let (input, weights) = (
            Self.random(rows: 11, columns: 70, seed: 7), Self.random(rows: 70, columns: 70, seed: 8)
        )
        let together = Self.output(input, weights, block: 32, level: level)
        let apart = (0..<11).flatMap {
            Self.output(input, weights, block: 32, level: level, rows: $0..<$0 + 1)
        }
        let divided = Self.output(input, weights, block: 32, level: level, portions: [0..<1, 1..<2, 2..<3])
        #expect(apart == together && divided == together)
    }

    @Test("Constant rows and rows of zeros are exact", arguments: levels)
    func constant(level: InstructionLevel) {
        let input = Matrix(
            rows: 2,
            columns: 32,
            [Float](repeating: 0, count: 32) + Array(repeating: 3, count: 32)
        )
        let weights = Matrix(rows: 1, columns: 32, Array(repeating: 0.5, count: 32))
        let output = Self.output(input, weights, block: 32, level: level)
        #expect(output[0] == 0 && abs(output[1] - 48) < 1e-4)
    }
}

@Suite("Roofline")
struct RooflineTests {
    @Test("Both measures are positive", arguments: InstructionLevel.allCases.filter { $0 <= .supported })
    func positive(level: InstructionLevel) async {
        let pool = ComputePool(threads: 2)
        let roofline = await Roofline.measure(on: pool, level: level)
        #expect(roofline.gigaflopsPerSecond > 0 && roofline.gigabytesPerSecond > 0 && roofline.threads == 2)
        pool.stop()
    }
}

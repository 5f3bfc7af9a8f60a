import Testing

@testable import Tensors

@Suite("Widening stored numbers")
struct WideningTests {
    @Test(
        "Half precision widens exactly: zero, subnormals, normals, infinity",
        arguments: [
            (0x0000, 0), (0x8000, -0.0), (0x0001, 0x1p-24), (0x83FF, -0x3FFp-24), (0x0400, 0x1p-14),
            (0x3C00, 1),
            (0xC500, -5), (0x7BFF, 65504), (0x7C00, Float.infinity), (0x3555, 0x1.554p-2),
        ] as [(UInt16, Float)]
    )
    func half(stored: UInt16, value: Float) {
        let bytes = [0xFF, UInt8(truncatingIfNeeded: stored), UInt8(stored >> 8)]
        let matrix = Matrix(rows: 1, columns: 1, bytes: bytes, offset: 1, stored: .half)
        #expect(matrix.values[0].bitPattern == value.bitPattern)
    }

    @Test("A NaN in half precision stays a NaN, so that the finiteness check sees it")
    func halfNaN() {
        #expect(!Matrix(rows: 1, columns: 1, bytes: [0x01, 0x7C], offset: 0, stored: .half).isFinite)
    }

    @Test("Brain floats are the upper halves of singles, and singles may start at any byte")
    func brainAndSingle() {
        let brain = Matrix(rows: 1, columns: 2, bytes: [0x80, 0x3F, 0x20, 0xC1], offset: 0, stored: .brain)
        #expect(brain.values == [1, -10])
        let single = Matrix(
            rows: 1,
            columns: 1,
            bytes: [9, 9, 9, 0, 0, 0x20, 0xC1],
            offset: 3,
            stored: .single
        )
        #expect(single.values == [-10])
    }
}

import ModelFixtures
import Tensors
import Testing

@testable import Inference

/// Against formulas written down from ggml-common.h in another way than the code: bit by bit, by position.
@Suite("Quantised blocks")
struct QuantizedBlockTests {
    private static func values(_ type: UInt32, _ blocks: [UInt8], _ count: Int) throws -> [Float] {
        var writer = GGUFWriter()
        writer.tensors = [.init("t", [UInt64(count)], type: type, offset: 0)]
        writer.data = blocks
        let file = try GGUFFile(ModelFile(name: "m", bytes: writer.file))
        return try file.matrix("t", shape: [count]).values
    }

    private static func random(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: 7)
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    private static let half: [UInt8] = [0x00, 0x38]  // 0.5
    private static let quarter: [UInt8] = [0x00, 0x34]  // 0.25

    @Test("Eight-bit blocks are a scale and signed bytes")
    func eightBits() throws {
        let codes = Self.random(32)
        let expected = codes.map { 0.5 * Float(Int8(bitPattern: $0)) }
        #expect(try Self.values(8, Self.half + codes, 32) == expected)
    }

    @Test("Four-bit blocks hold the first half of their numbers below, the second above")
    func fourBits() throws {
        let codes = Self.random(16)
        let low = codes.map { 0.5 * (Float($0 % 16) - 8) }
        let high = codes.map { 0.5 * (Float($0 / 16) - 8) }
        #expect(try Self.values(2, Self.half + codes, 32) == low + high)
    }

    /// The six-bit numbers of the twelve bytes: scales and minimums of eight sub-blocks.
    private static func sixBits(_ s: [UInt8], _ block: Int) -> (Float, Float) {
        let bits = s.map { Int($0) }
        if block < 4 { return (Float(bits[block] % 64), Float(bits[block + 4] % 64)) }
        return (
            Float(bits[block + 4] % 16 + bits[block - 4] / 64 * 16),
            Float(bits[block + 4] / 16 + bits[block] / 64 * 16)
        )
    }

    @Test("Four and five bits with scales and minimums", arguments: [UInt32(12), 13])
    func withMinimums(type: UInt32) throws {
        let (scales, high, codes) = (Self.random(12), Self.random(32), Self.random(128))
        let fifth = type == 13
        let block = Self.half + Self.quarter + scales + (fifth ? high : []) + codes
        let expected = (0..<256).map { index in
            let (scale, minimum) = Self.sixBits(scales, index / 32)
            let pair = Int(codes[index / 64 * 32 + index % 32])
            var code = index / 32 % 2 == 0 ? pair % 16 : pair / 16
            if fifth, Int(high[index % 32]) >> (index / 32) & 1 == 1 { code += 16 }
            return 0.5 * scale * Float(code) - 0.25 * minimum
        }
        #expect(try Self.values(type, block, 256) == expected)
    }

    @Test("Six bits with signed scales of sixteen numbers each")
    func sixBitCodes() throws {
        let (low, high, scales) = (Self.random(128), Self.random(64), Self.random(16))
        let expected = (0..<256).map { index in
            let (half, rest) = (index / 128, index % 128)
            let nibble = rest < 64 ? Int(low[half * 64 + rest]) % 16 : Int(low[half * 64 + rest - 64]) / 16
            let upper = Int(high[half * 32 + rest % 32]) >> (2 * (rest / 32)) & 3
            let scale = Float(Int8(bitPattern: scales[index / 16]))
            return 0.5 * scale * Float(nibble + 16 * upper - 32)
        }
        #expect(try Self.values(14, low + high + scales + Self.half, 256) == expected)
    }

    @Test("Rows that do not divide into blocks are refused, whatever their number")
    func odd() {
        var writer = GGUFWriter()
        writer.tensors = [.init("t", [16, 2], type: 8, offset: 0)]
        writer.data = Self.random(34)
        #expect(throws: ModelFileError.self) { try GGUFFile(ModelFile(name: "m", bytes: writer.file)) }
    }
}

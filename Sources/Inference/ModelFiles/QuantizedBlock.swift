/// The block formats of ggml, widened to single precision. `source` is where the block begins in the bytes,
/// `first` where its numbers go.
enum QuantizedBlock {
    private static func half(_ bytes: borrowing Span<UInt8>, _ index: Int) -> Float {
        Float(Float16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8))
    }

    /// 32 numbers: a scale and 32 signed bytes.
    static func widenQ8(
        _ bytes: borrowing Span<UInt8>,
        _ source: Int,
        _ target: inout MutableSpan<Float>,
        _ first: Int
    ) {
        let scale = half(bytes, source)
        for index in 0..<32 {
            target[first + index] = scale * Float(Int8(bitPattern: bytes[source + 2 + index]))
        }
    }

    /// 32 numbers: a scale and 16 bytes, whose low halves are the first 16 numbers plus 8.
    static func widenQ4(
        _ bytes: borrowing Span<UInt8>,
        _ source: Int,
        _ target: inout MutableSpan<Float>,
        _ first: Int
    ) {
        let scale = half(bytes, source)
        for index in 0..<16 {
            let pair = bytes[source + 2 + index]
            target[first + index] = scale * Float(Int(pair & 15) - 8)
            target[first + index + 16] = scale * Float(Int(pair >> 4) - 8)
        }
    }

    /// Scale and minimum of one of eight sub-blocks, six bits each, packed into twelve bytes.
    private static func scaleAndMinimum(
        _ bytes: borrowing Span<UInt8>,
        _ source: Int,
        _ block: Int
    ) -> (Float, Float) {
        if block < 4 {
            return (Float(bytes[source + block] & 63), Float(bytes[source + block + 4] & 63))
        }
        let low = bytes[source + block + 4]
        let scale = low & 15 | (bytes[source + block - 4] >> 6) << 4
        let minimum = low >> 4 | (bytes[source + block] >> 6) << 4
        return (Float(scale), Float(minimum))
    }

    /// 256 numbers in eight sub-blocks of 32, each with scale and minimum; four bits a number.
    static func widenQ4K(
        _ bytes: borrowing Span<UInt8>,
        _ source: Int,
        _ target: inout MutableSpan<Float>,
        _ first: Int
    ) {
        widenSubBlocks(bytes, source, &target, first, codesOffset: 16, fifthBitsOffset: nil)
    }

    /// As `widenQ4K`, with a fifth bit of each number in 32 bytes: bit `block` of byte `index`.
    static func widenQ5K(
        _ bytes: borrowing Span<UInt8>,
        _ source: Int,
        _ target: inout MutableSpan<Float>,
        _ first: Int
    ) {
        widenSubBlocks(bytes, source, &target, first, codesOffset: 48, fifthBitsOffset: 16)
    }

    @inline(__always)
    private static func widenSubBlocks(
        _ bytes: borrowing Span<UInt8>,
        _ source: Int,
        _ target: inout MutableSpan<Float>,
        _ first: Int,
        codesOffset: Int,
        fifthBitsOffset: Int?
    ) {
        let (scale, minimum) = (half(bytes, source), half(bytes, source + 2))
        for block in 0..<8 {
            let (factor, offset) = scaleAndMinimum(bytes, source + 4, block)
            let (gain, shift) = (scale * factor, minimum * offset)
            for index in 0..<32 {
                let pair = bytes[source + codesOffset + block / 2 * 32 + index]
                var code = block.isMultiple(of: 2) ? pair & 15 : pair >> 4
                if let fifthBitsOffset {
                    code |= (bytes[source + fifthBitsOffset + index] >> UInt8(block) & 1) << 4
                }
                target[first + block * 32 + index] = gain * Float(code) - shift
            }
        }
    }

    /// 256 numbers in sixteen sub-blocks of 16 with signed scales; four bits below, two above.
    static func widenQ6K(
        _ bytes: borrowing Span<UInt8>,
        _ source: Int,
        _ target: inout MutableSpan<Float>,
        _ first: Int
    ) {
        let scale = half(bytes, source + 208)
        for index in 0..<256 {
            let (half, inside) = (index / 128, index % 128)
            let low = bytes[source + half * 64 + inside % 64]
            let high = bytes[source + 128 + half * 32 + inside % 32] >> UInt8(inside / 32 * 2) & 3
            let code = (inside < 64 ? low & 15 : low >> 4) | high << 4
            let factor = Int8(bitPattern: bytes[source + 192 + index / 16])
            target[first + index] = scale * Float(factor) * Float(Int(code) - 32)
        }
    }
}

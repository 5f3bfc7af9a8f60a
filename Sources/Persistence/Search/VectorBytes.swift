/// Vectors as the database keeps them: IEEE 754 single precision, little-endian, one after another.
enum VectorBytes {
    static func encode(_ vector: [Float]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(vector.count * 4)
        for value in vector {
            let bits = value.bitPattern
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 24))
        }
        return bytes
    }

    /// Trailing bytes that make no whole number are dropped; the index checks the dimension.
    static func decode(_ bytes: [UInt8]) -> [Float] {
        (0..<bytes.count / 4).map { index in
            let start = index * 4
            let low = UInt32(bytes[start]) | UInt32(bytes[start + 1]) << 8
            let high = UInt32(bytes[start + 2]) << 16 | UInt32(bytes[start + 3]) << 24
            return Float(bitPattern: low | high)
        }
    }
}

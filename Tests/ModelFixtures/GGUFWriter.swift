/// Writes GGUF bytes, well-formed or hostile: every count and offset can be claimed to be something else.
package struct GGUFWriter: Sendable {
    package struct Tensor: Sendable {
        package var name: String
        /// Fastest first, as the format has them.
        package var sides: [UInt64]
        package var type: UInt32
        package var offset: UInt64

        package init(_ name: String, _ sides: [UInt64], type: UInt32, offset: UInt64) {
            (self.name, self.sides, self.type, self.offset) = (name, sides, type, offset)
        }
    }

    package var version: UInt32 = 3
    package var claimedTensors: UInt64?
    package var claimedPairs: UInt64?
    package var tensors: [Tensor] = []
    /// Bytes of tensors, after the padding.
    package var data: [UInt8] = []
    package var alignment = 32
    private var pairs: [[UInt8]] = []

    package init() {}

    private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
        (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func string(_ text: [UInt8]) -> [UInt8] { bytes(UInt64(text.count)) + text }

    /// A pair with a value given as bytes after its type's number.
    package mutating func set(_ key: String, type: UInt32, bytes: [UInt8]) {
        set(key: Array(key.utf8), type: type, bytes: bytes)
    }

    package mutating func set(key: [UInt8], type: UInt32, bytes: [UInt8]) {
        pairs.append(Self.string(key) + Self.bytes(type) + bytes)
    }

    package mutating func set(_ key: String, _ text: String) {
        set(key, type: 8, bytes: Self.string(Array(text.utf8)))
    }

    package mutating func set(_ key: String, _ number: UInt32) {
        set(key, type: 4, bytes: Self.bytes(number))
    }

    package mutating func set(_ key: String, float: Float) {
        set(key, type: 6, bytes: Self.bytes(float.bitPattern))
    }

    package mutating func set(_ key: String, _ flag: Bool) { set(key, type: 7, bytes: [flag ? 1 : 0]) }

    package mutating func set(_ key: String, _ texts: [String]) {
        let content = texts.flatMap { Self.string(Array($0.utf8)) }
        set(key, type: 9, bytes: Self.bytes(UInt32(8)) + Self.bytes(UInt64(texts.count)) + content)
    }

    package mutating func set(_ key: String, _ numbers: [Float]) {
        let content = numbers.flatMap { Self.bytes($0.bitPattern) }
        set(key, type: 9, bytes: Self.bytes(UInt32(6)) + Self.bytes(UInt64(numbers.count)) + content)
    }

    package mutating func set(_ key: String, _ numbers: [Int32]) {
        let content = numbers.flatMap { Self.bytes($0) }
        set(key, type: 9, bytes: Self.bytes(UInt32(5)) + Self.bytes(UInt64(numbers.count)) + content)
    }

    /// A tensor in single precision, its shape slowest first.
    package mutating func add(_ name: String, _ shape: [Int], _ values: [Float]) {
        let offset = UInt64(data.count)
        tensors.append(Tensor(name, shape.reversed().map { UInt64($0) }, type: 0, offset: offset))
        data += values.flatMap { Self.bytes($0.bitPattern) }
        while !data.count.isMultiple(of: alignment) { data.append(0) }
    }

    package var file: [UInt8] {
        var result = Array("GGUF".utf8) + Self.bytes(version)
        result += Self.bytes(claimedTensors ?? UInt64(tensors.count))
        result += Self.bytes(claimedPairs ?? UInt64(pairs.count))
        result += pairs.flatMap { $0 }
        for tensor in tensors {
            result += Self.string(Array(tensor.name.utf8)) + Self.bytes(UInt32(tensor.sides.count))
            for side in tensor.sides { result += Self.bytes(side) }
            result += Self.bytes(tensor.type) + Self.bytes(tensor.offset)
        }
        while !result.count.isMultiple(of: alignment) { result.append(0) }
        return result + data
    }
}

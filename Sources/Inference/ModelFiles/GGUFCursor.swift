/// Walks through the bytes of a GGUF file; nothing is taken that the file does not hold.
struct GGUFCursor {
    static let keyBytesMax = 65_535

    let bytes: [UInt8]
    let file: String
    private(set) var position: Int

    init(_ file: ModelFile, at position: Int = 0) {
        bytes = file.bytes
        self.file = file.name
        self.position = position
    }

    var remaining: Int { bytes.count - position }

    func failure(_ field: String, _ problem: ModelFileError.Problem) -> ModelFileError {
        ModelFileError(file: file, field: field, problem: problem)
    }

    /// A little-endian number of `byteCount` bytes, at most 8.
    mutating func word(_ byteCount: Int, _ field: String) throws(ModelFileError) -> UInt64 {
        guard byteCount <= remaining else { throw failure(field, .truncated) }
        var value: UInt64 = 0
        for index in (0..<byteCount).reversed() { value = value << 8 | UInt64(bytes[position + index]) }
        position += byteCount
        return value
    }

    /// How many things follow, each of which takes at least `bytesEach`: never more than the file can hold.
    mutating func count(bytesEach: Int, _ field: String) throws(ModelFileError) -> Int {
        let count = try word(8, field)
        guard count <= UInt64(remaining / bytesEach) else {
            throw failure(field, .outOfRange("\(count) do not fit into the file"))
        }
        return Int(count)
    }

    /// A string's place; its bytes may be anything.
    mutating func stringRange(_ field: String) throws(ModelFileError) -> Range<Int> {
        let length = try count(bytesEach: 1, field)
        position += length
        return position - length..<position
    }

    /// A name: UTF-8, and not longer than a key may be.
    mutating func name(_ field: String) throws(ModelFileError) -> String {
        let range = try stringRange(field)
        guard range.count <= Self.keyBytesMax else {
            throw failure(field, .outOfRange("a name of \(range.count) bytes"))
        }
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw failure(field, .malformed("a name is not UTF-8"))
        }
        return text
    }

    mutating func value(_ field: String) throws(ModelFileError) -> GGUFValue {
        switch try type(field) {
        case .array: .array(try array(field))
        case let scalar: try self.scalar(scalar, field)
        }
    }

    private mutating func type(_ field: String) throws(ModelFileError) -> GGUFValueType {
        let number = UInt32(try word(4, field))
        guard let type = GGUFValueType(rawValue: number) else {
            throw failure(field, .unsupported("value type \(number)"))
        }
        return type
    }

    mutating func scalar(_ type: GGUFValueType, _ field: String) throws(ModelFileError) -> GGUFValue {
        guard let width = type.byteCount else { return .string(try stringRange(field)) }
        let bits = try word(width, field)
        switch type {
        case .int8: return .integer(Int(Int8(truncatingIfNeeded: bits)))
        case .int16: return .integer(Int(Int16(truncatingIfNeeded: bits)))
        case .int32: return .integer(Int(Int32(truncatingIfNeeded: bits)))
        case .int64: return .integer(Int(truncatingIfNeeded: bits))
        case .float32: return .number(Double(Float(bitPattern: UInt32(bits))))
        case .float64: return .number(Double(bitPattern: bits))
        case .bool:
            guard bits <= 1 else { throw failure(field, .outOfRange("a truth value of \(bits)")) }
            return .bool(bits == 1)
        default: return Int(exactly: bits).map { .integer($0) } ?? .huge(bits)
        }
    }

    private mutating func array(_ field: String) throws(ModelFileError) -> GGUFArray {
        let type = try type(field)
        guard type != .array else { throw failure(field, .unsupported("an array of arrays")) }
        let count = try count(bytesEach: type.byteCount ?? 8, field)
        let start = position
        if let width = type.byteCount {
            position += count * width
        } else {
            for _ in 0..<count { _ = try stringRange(field) }
        }
        return GGUFArray(type: type, count: count, range: start..<position)
    }
}

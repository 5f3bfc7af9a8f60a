/// A value of GGUF metadata. Strings and arrays stay in the file's bytes until they are asked for.
enum GGUFValue: Equatable, Sendable {
    case integer(Int)
    /// An unsigned number beyond `Int`.
    case huge(UInt64)
    case number(Double)
    case bool(Bool)
    case string(Range<Int>)
    case array(GGUFArray)
}

/// Elements of one type, one after another; already known to lie inside the file.
struct GGUFArray: Equatable, Sendable {
    let type: GGUFValueType
    let count: Int
    let range: Range<Int>
}

/// The type numbers of metadata values.
enum GGUFValueType: UInt32, Sendable {
    case uint8 = 0
    case int8, uint16, int16, uint32, int32, float32, bool, string, array, uint64, int64, float64

    /// Nil for what has no fixed width.
    var byteCount: Int? {
        switch self {
        case .uint8, .int8, .bool: 1
        case .uint16, .int16: 2
        case .uint32, .int32, .float32: 4
        case .uint64, .int64, .float64: 8
        case .string, .array: nil
        }
    }
}

/// A JSON value whose strings stay bytes.
///
/// Vocabularies need this: texts that Swift holds equal, such as the two spellings of an accented letter,
/// are different tokens.
enum TokenizerDocument: Equatable, Sendable {
    struct Member: Equatable, Sendable {
        let key: [UInt8]
        let value: TokenizerDocument
    }

    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case text([UInt8])
    case array([TokenizerDocument])
    case object([Member])

    /// The member under `key` of an object; null counts as absent.
    subscript(key: String) -> TokenizerDocument? {
        guard case .object(let members) = self else { return nil }
        guard let value = members.first(where: { $0.key.elementsEqual(key.utf8) })?.value else { return nil }
        return value == .null ? nil : value
    }

    var string: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
    var bytes: [UInt8]? { if case .text(let bytes) = self { bytes } else { nil } }
    var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    var array: [TokenizerDocument]? { if case .array(let values) = self { values } else { nil } }
    var members: [Member]? { if case .object(let members) = self { members } else { nil } }

    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}

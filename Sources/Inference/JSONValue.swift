/// A value of a model's JSON file; numbers keep their text, so that large integers stay exact.
enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    /// Members in the order of the file; names are unique.
    case object([JSONMember])

    /// The member of an object; nil when absent or when this is no object.
    subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// A number without fraction or exponent that fits.
    var integer: Int? {
        if case .number(let text) = self { Int(text) } else { nil }
    }

    var double: Double? {
        if case .number(let text) = self { Double(text) } else { nil }
    }

    var array: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }

    var members: [JSONMember]? {
        if case .object(let members) = self { members } else { nil }
    }
}

struct JSONMember: Equatable, Sendable {
    let name: String
    let value: JSONValue
}

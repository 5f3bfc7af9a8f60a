/// A JSON value as it stands in a vendor's file, with lenient readings for fields whose type changed over the
/// years.
package enum LenientJSON: Sendable, Equatable {
    case null
    case bool(Bool)
    /// The digits as written, because a Double loses those of a Slack timestamp.
    case number(String)
    case string(String)
    case array([LenientJSON])
    case object([Field])

    /// One key of an object and its value, in file order.
    package struct Field: Sendable, Equatable {
        package var key: String
        package var value: LenientJSON

        package init(key: String, value: LenientJSON) {
            self.key = key
            self.value = value
        }
    }

    /// The value of a key, nil when absent, null, or when this is no object; of repeated keys the last
    /// counts.
    package subscript(key: String) -> LenientJSON? {
        guard case .object(let fields) = self, let field = fields.last(where: { $0.key == key }),
            field.value != .null
        else { return nil }
        return field.value
    }

    /// The text of a string; nil for every other type.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The text of a string or the digits of a number.
    package var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    /// A whole number, also one written as a string.
    package var int: Int? { text.flatMap { Int($0) } }

    /// The elements of an array; none for every other type.
    package var elements: [LenientJSON] {
        if case .array(let elements) = self { elements } else { [] }
    }

    package var isObject: Bool {
        if case .object = self { true } else { false }
    }

    /// True unless the value is plainly false, so that a restriction written in an unknown way still holds.
    package var isTrueOrUnclear: Bool {
        switch self {
        case .bool(let value): value
        case .null: false
        case .number(let digits): digits != "0"
        case .string(let text): !["", "0", "false"].contains(text)
        case .array, .object: true
        }
    }
}

/// The name of a model or a dataset: 1 to 255 UTF-8 bytes that survive a URL path and a log line.
///
/// Letters, digits and marks of any script, and ` . _ - + @ ( )`; no `/` or `:` (MLflow refuses both as well), no
/// control characters, no space at either end.
package struct ResourceName: Hashable, Sendable {
    package let text: String

    package init(_ text: String) throws(InvalidName) {
        guard (1...255).contains(text.utf8.count) else {
            throw InvalidName(detail: "must have 1 to 255 bytes, has \(text.utf8.count)")
        }
        if text.first == " " || text.last == " " {
            throw InvalidName(detail: "must not begin or end with a space")
        }
        if text == "." || text == ".." { throw InvalidName(detail: "must not be a relative path") }
        for scalar in text.unicodeScalars where !Self.isAllowed(scalar) {
            let code = String(scalar.value, radix: 16, uppercase: true)
            throw InvalidName(detail: "must not contain the character U+\(code)")
        }
        self.text = text
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        if " ._-+@()".unicodeScalars.contains(scalar) { return true }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }
}

/// Why a name or path was refused; begins with "must" so that a field name can stand before it.
package struct InvalidName: Error, Hashable, Sendable, CustomStringConvertible {
    package let detail: String
    package var description: String { detail }
}

extension ResourceName: CustomStringConvertible {
    package var description: String { text }
}

extension ResourceName: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try ResourceName(try container.decode(String.self))
        } catch let error as InvalidName {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.detail)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// The name of a model or a dataset: 1 to 255 UTF-8 bytes that can be shown on one line.
///
/// Whatever can be seen is allowed, but `/` and `:`, which MLflow refuses as well; no space at either end, and nothing
/// that reads like an escape of an address (`%2F`), which addresses would take for the character.
package struct ResourceName: Hashable, Sendable {
    package let text: String

    package init(_ text: String) throws(InvalidName) {
        guard (1...255).contains(text.utf8.count) else {
            throw InvalidName(detail: "must have 1 to 255 bytes, has \(text.utf8.count)")
        }
        if text.utf8.first == UInt8(ascii: " ") || text.utf8.last == UInt8(ascii: " ") {
            throw InvalidName(detail: "must not begin or end with a space")
        }
        if text == "." || text == ".." { throw InvalidName(detail: "must not be a relative path") }
        if Self.isPlain(text) {
            self.text = text
            return
        }
        for scalar in text.unicodeScalars where !Self.isAllowed(scalar) {
            let code = String(scalar.value, radix: 16, uppercase: true)
            throw InvalidName(detail: "must not contain the character U+\(code)")
        }
        if Self.holdsEscape(text) { throw InvalidName(detail: "must not contain an escape such as %2F") }
        self.text = text
    }

    /// Letters, digits and the like of ASCII, of which every one is allowed: most names are nothing else.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "/") && byte != UInt8(ascii: ":")
                && byte != UInt8(ascii: "%")
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar != "/", scalar != ":" else { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }

    private static func holdsEscape(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.contains { index in
            bytes[index] == UInt8(ascii: "%") && index + 2 < bytes.count
                && Character(Unicode.Scalar(bytes[index + 1])).isHexDigit
                && Character(Unicode.Scalar(bytes[index + 2])).isHexDigit
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

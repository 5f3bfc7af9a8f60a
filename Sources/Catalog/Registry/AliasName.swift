/// A word that stands for one version of a model at a time: `champion`.
///
/// Letters, digits, `_` and `-`, at most 255; not `latest` and not a version's number such as `v3`, which mean something else.
package struct AliasName: Hashable, Sendable {
    package static let lengthMax = 255

    package let text: String

    package init(_ text: String) throws(InvalidName) {
        guard (1...Self.lengthMax).contains(text.unicodeScalars.count) else {
            throw InvalidName(detail: "must have 1 to \(Self.lengthMax) characters")
        }
        guard text.unicodeScalars.allSatisfy(Self.isAllowed) else {
            throw InvalidName(detail: "must have letters, digits, \"_\" and \"-\" only")
        }
        if text.lowercased() == "latest" {
            throw InvalidName(detail: "must not be \"latest\", which means the newest version")
        }
        if text.first == "v" || text.first == "V", text.utf8.count > 1,
            text.dropFirst().allSatisfy(\.isNumber)
        {
            throw InvalidName(detail: "must not look like a version's number")
        }
        self.text = text
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic
            || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }
}

extension AliasName: CustomStringConvertible {
    package var description: String { text }
}

extension AliasName: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try AliasName(try container.decode(String.self))
        } catch let error as InvalidName {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.detail)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

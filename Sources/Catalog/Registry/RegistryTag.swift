/// A word of a client's own about a model or a version, with its value.
package struct RegistryTag: Hashable, Sendable, Codable {
    package static let keyLengthMax = 250
    package static let valueLengthMax = 100_000
    /// The most tags one request sets.
    package static let countMax = 1000

    package var key: String
    package var value: String

    /// Takes what MLflow takes: keys of letters, digits, `_ / . - :` and spaces that are no path out of their place.
    package init(key: String, value: String) throws(InvalidName) {
        guard (1...Self.keyLengthMax).contains(key.unicodeScalars.count) else {
            throw InvalidName(detail: "must have a key of 1 to \(Self.keyLengthMax) characters")
        }
        guard key.unicodeScalars.allSatisfy(Self.isAllowed) else {
            throw InvalidName(detail: "must have a key of letters, digits and _ / . - : and spaces only")
        }
        let components = key.split(separator: "/", omittingEmptySubsequences: false)
        if components.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
            throw InvalidName(detail: "must have a key without empty, \".\" or \"..\" parts between slashes")
        }
        guard value.unicodeScalars.count <= Self.valueLengthMax else {
            throw InvalidName(detail: "must have a value of at most \(Self.valueLengthMax) characters")
        }
        if value.unicodeScalars.contains("\0") {
            throw InvalidName(detail: "must have a value without the character U+0000")
        }
        self.key = key
        self.value = value
    }

    /// Of a tag that is on record.
    package init(storedKey key: String, value: String) {
        self.key = key
        self.value = value
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        "_/.-: ".unicodeScalars.contains(scalar) || scalar.properties.isAlphabetic
            || scalar.properties.numericType != nil || scalar.properties.generalCategory == .nonspacingMark
    }
}

extension RegistryTag {
    /// Of tags with the same key the last one counts; in order of their keys.
    package static func merged(_ tags: [RegistryTag]) -> [RegistryTag] {
        var byKey: [String: RegistryTag] = [:]
        for tag in tags { byKey[tag.key] = tag }
        return byKey.values.sorted { $0.key < $1.key }
    }

    /// MLflow keeps prompts as models and versions with this tag set to `true`.
    package static let promptKey = "mlflow.prompt.is_prompt"

    package var marksPrompt: Bool { key == Self.promptKey && value.lowercased() == "true" }
}

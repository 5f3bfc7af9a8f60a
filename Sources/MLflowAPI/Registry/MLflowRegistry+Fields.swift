import Catalog
import Workflows

extension MLflowFields {
    /// A model's name.
    func modelName(_ field: String = "name") throws -> ResourceName {
        let text = try text(field)
        do {
            return try ResourceName(text)
        } catch {
            throw MLflowFault.invalid("Invalid value for parameter '\(path(field))': it \(error.detail).")
        }
    }

    /// A version's number, which travels as text.
    func versionNumber() throws -> Int {
        let text = try text("version")
        guard let number = Int(text) else {
            throw MLflowFault.invalid("Parameter 'version' must be an integer, got '\(text.prefix(100))'.")
        }
        return number
    }

    /// The version's number for the store, which has none beyond 32 bits.
    func storedVersionNumber(of name: ResourceName) throws -> Int {
        let number = try versionNumber()
        guard number > 0, number <= Int(Int32.max) else { throw MLflowFault.missingVersion(number, of: name) }
        return number
    }

    func aliasName() throws -> AliasName {
        let text = try text("alias")
        do {
            return try AliasName(text)
        } catch {
            throw MLflowFault.invalid("Invalid alias name '\(text.prefix(300))': it \(error.detail).")
        }
    }

    func tags() throws -> [RegistryTag] {
        try pairs("tags").map { pair in try Self.tag(pair.key, pair.value, path("tags")) }
    }

    /// The tag of `key` and `value` side by side.
    func tag() throws -> RegistryTag {
        try Self.tag(try text("key"), try optionalText("value") ?? "", "tag")
    }

    func tagKey() throws -> String {
        try Self.tag(try text("key"), "", "tag").key
    }

    private static func tag(_ key: String, _ value: String, _ field: String) throws -> RegistryTag {
        do {
            return try RegistryTag(key: key, value: value)
        } catch {
            throw MLflowFault.invalid(
                "Invalid value for parameter '\(field)': '\(key.prefix(300))' \(error.detail)."
            )
        }
    }
}

extension MLflowFault {
    static func missingModel(_ name: ResourceName) -> MLflowFault {
        .notFound("Registered Model with name=\(name) not found")
    }

    static func missingVersion(_ number: Int, of name: ResourceName) -> MLflowFault {
        .notFound("Model Version (name=\(name), version=\(number)) not found")
    }
}

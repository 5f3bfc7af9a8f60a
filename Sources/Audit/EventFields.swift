internal import Identifiers

/// The fields of one object, taken out one by one; what is left at the end is unknown and refused.
struct EventFields {
    private let name: String
    private var rest: [String: JSONValue]

    init(_ value: JSONValue, name: String) throws(AuditEventError) {
        guard let members = value.object else { throw .malformedField(name) }
        self.name = name
        self.rest = members
    }

    mutating func optionalValue(_ key: String) -> JSONValue? {
        rest.removeValue(forKey: key)
    }

    mutating func value(_ key: String) throws(AuditEventError) -> JSONValue {
        guard let value = optionalValue(key) else { throw .missingField("\(name).\(key)") }
        return value
    }

    mutating func optionalText(_ key: String) throws(AuditEventError) -> String? {
        guard let value = optionalValue(key) else { return nil }
        guard let text = value.string else { throw .malformedField("\(name).\(key)") }
        return text
    }

    mutating func text(_ key: String) throws(AuditEventError) -> String {
        guard let text = try optionalText(key) else { throw .missingField("\(name).\(key)") }
        return text
    }

    mutating func optionalDigest(_ key: String) throws(AuditEventError) -> Digest? {
        guard let text = try optionalText(key) else { return nil }
        guard let digest = Digest(hex: text) else { throw .malformedField("\(name).\(key)") }
        return digest
    }

    func finish() throws(AuditEventError) {
        if let key = rest.keys.min() { throw .unknownField("\(name).\(key)") }
    }
}

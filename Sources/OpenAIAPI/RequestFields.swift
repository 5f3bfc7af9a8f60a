import HTTPAPI
import HTTPTypes
import Identifiers
import Workflows

/// The members of a JSON object that came as a request, with no member that is not known.
struct RequestFields {
    private let members: [String: JSONValue]

    init(parsing bytes: [UInt8], known: Set<String>) throws {
        let document: JSONValue
        do {
            document = try JSONValue(parsing: bytes)
        } catch {
            throw Problem(.badRequest, "malformed_json", "The body is not valid JSON: \(error)")
        }
        guard case .object(let members) = document else {
            throw Problem(.badRequest, "malformed_json", "The body must be a JSON object.")
        }
        let unknown = members.keys.filter { !known.contains($0) }.sorted()
        if !unknown.isEmpty {
            throw InvalidInput(unknown.map { .init(field: $0, detail: "is not a field of this request") })
        }
        self.members = members
    }

    /// Throws when the member is absent or null.
    func value(_ name: String) throws(InvalidInput) -> JSONValue {
        guard let value = optional(name) else { throw InvalidInput(name, "is required") }
        return value
    }

    func string(_ name: String) throws(InvalidInput) -> String {
        guard let text = try value(name).string else { throw InvalidInput(name, "must be a string") }
        return text
    }

    /// Nil when absent or null.
    func optionalString(_ name: String) throws(InvalidInput) -> String? {
        guard let value = optional(name) else { return nil }
        guard let text = value.string else { throw InvalidInput(name, "must be a string") }
        return text
    }

    func optionalInteger(_ name: String) throws(InvalidInput) -> Int64? {
        guard let value = optional(name) else { return nil }
        guard let number = value.integer else { throw InvalidInput(name, "must be a whole number") }
        return number
    }

    func optionalBool(_ name: String) throws(InvalidInput) -> Bool? {
        guard let value = optional(name) else { return nil }
        guard case .bool(let truth) = value else { throw InvalidInput(name, "must be true or false") }
        return truth
    }

    /// Nil when absent or null.
    func optional(_ name: String) -> JSONValue? {
        guard let value = members[name], value != .null else { return Optional.none }
        return value
    }
}

import FoundationEssentials

/// What every role may do: actions with the condition under which they are allowed. Absent means denied.
package struct RoleBook: Sendable, Equatable {
    /// How far a permission reaches.
    package enum Condition: String, Sendable, Codable {
        /// Every resource of the action's kind.
        case any
        /// Only resources whose owning team the actor belongs to, or which the actor owns.
        case team
        /// Only resources that the actor owns.
        case own
    }

    package struct Role: Sendable, Equatable {
        package var summary: String
        package var permissions: [Action: Condition]
    }

    package let roles: [RoleName: Role]

    /// Reads the JSON of `Policies/access-roles.json`; an unknown role, action or condition is an error, as is a role left out.
    package init(json: [UInt8]) throws(RoleBookError) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(json))
        } catch {
            throw RoleBookError(detail: "the role document is not valid JSON of the expected shape: \(error)")
        }
        var roles: [RoleName: Role] = [:]
        for (key, entry) in document.roles {
            guard let name = RoleName(rawValue: key) else {
                throw RoleBookError(detail: "unknown role \"\(key)\"")
            }
            roles[name] = Role(
                summary: entry.summary,
                permissions: try Self.permissions(of: key, entry.allow)
            )
        }
        if let missing = RoleName.allCases.first(where: { roles[$0] == nil }) {
            throw RoleBookError(detail: "role \"\(missing.rawValue)\" is not defined")
        }
        self.roles = roles
    }

    /// The widest condition under which any of `names` allows `action`; nil when none does.
    package func widestCondition(for action: Action, among names: Set<RoleName>) -> Condition? {
        let found = names.compactMap { roles[$0]?.permissions[action] }
        for condition in [Condition.any, .team, .own] where found.contains(condition) { return condition }
        return nil
    }

    private static func permissions(
        of role: String,
        _ allow: [String: String]
    ) throws(RoleBookError) -> [Action: Condition] {
        var permissions: [Action: Condition] = [:]
        for (key, value) in allow {
            guard let action = Action(rawValue: key) else {
                throw RoleBookError(detail: "role \"\(role)\" names the unknown action \"\(key)\"")
            }
            guard let condition = Condition(rawValue: value) else {
                throw RoleBookError(
                    detail: "role \"\(role)\" allows \"\(key)\" under the unknown condition \"\(value)\""
                )
            }
            permissions[action] = condition
        }
        return permissions
    }

    private struct Document: Decodable {
        struct Entry: Decodable {
            var summary: String
            var allow: [String: String]
        }
        var roles: [String: Entry]
    }
}

/// A role document that cannot be trusted; nothing starts with one.
package struct RoleBookError: Error, CustomStringConvertible {
    package let detail: String
    package var description: String { "access-roles.json: \(detail)" }
}

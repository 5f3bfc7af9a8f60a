/// The answer no, with what was asked and what would have been needed. Safe to show to the one who asked.
package struct AccessDenied: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case noRole
        case notInOwningTeam
        case notOwner
        /// The resource is open to the members of named groups only.
        case restricted
        /// The caller named a resource of a kind the action does not apply to: a defect, denied all the same.
        case wrongResource
    }

    package let action: Action
    package let resource: Resource
    package let roles: Set<RoleName>
    package let reason: Reason
}

extension AccessDenied: CustomStringConvertible {
    package var description: String {
        let held = roles.isEmpty ? "no role" : roles.map(\.rawValue).sorted().joined(separator: ", ")
        if action == .versionsPromote || action == .aliasesPromote, reason == .noRole {
            return "This is a promotion, and \(action.rawValue) is not allowed to you: you hold \(held)."
                + " Ask somebody with the role approver to do it."
        }
        switch reason {
        case .noRole, .wrongResource:
            return
                "\(action.rawValue) is not allowed to you: you hold \(held). Ask an administrator for a role that allows it."
        case .notInOwningTeam:
            return
                "\(action.rawValue) is allowed to you only where your team is the owner. Ask the owning team."
        case .restricted:
            return
                "\(action.rawValue) is allowed here only to members of the groups that it was opened to. Ask the owning team."
        case .notOwner:
            return "\(action.rawValue) is allowed to you only on what is your own. Ask an administrator."
        }
    }
}

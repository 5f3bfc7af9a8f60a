/// The built-in roles. What each may do is data: `Policies/access-roles.json`.
package enum RoleName: String, Hashable, Sendable, Codable, CaseIterable {
    case admin
    case mlEngineer = "ml_engineer"
    case approver
    case reviewer
    case employee
    case service
}

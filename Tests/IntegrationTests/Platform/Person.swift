import Access
import Identifiers

/// Those who ask in these tests: one for each role, an engineer of another team, somebody without a token.
enum Person: String, CaseIterable, Sendable {
    case admin, engineer, otherEngineer, approver, reviewer, employee, service, nobody

    var role: RoleName? {
        switch self {
        case .admin: .admin
        case .engineer, .otherEngineer: .mlEngineer
        case .approver: .approver
        case .reviewer: .reviewer
        case .employee: .employee
        case .service: .service
        case .nobody: nil
        }
    }

    /// Whether the person belongs to the team that owns the models and datasets of the tests.
    var isInOwningTeam: Bool { self == .engineer || self == .service }

    var email: String? { self == .service || self == .nobody ? nil : "\(rawValue.lowercased())@example.com" }
}

import Access
import Identifiers
import PolicyLibrary

/// One way to use a route: what it asks permission for, on whose thing, and what a permitted use gives.
struct RouteCase: Sendable {
    /// Whose the thing is that the request names.
    enum Reach: Sendable {
        /// Nobody's: only a permission on everything reaches it.
        case nobodys
        /// The owning team's of the tests.
        case owningTeams
        /// The asker's own.
        case askers
    }

    /// As the router names it.
    let route: String
    /// All of them are needed. Empty: the route asks for no permission.
    let actions: [Action]
    let reach: Reach
    let success: Int
    /// Whether the route answers without a token.
    let isOpen: Bool
    /// The request as the person sends it, with everything it needs made before by others.
    let call: @Sendable (Stage, Person) async throws -> Call

    init(
        _ route: String,
        _ actions: [Action],
        _ reach: Reach = .nobodys,
        gives success: Int = 200,
        isOpen: Bool = false,
        _ call: @escaping @Sendable (Stage, Person) async throws -> Call
    ) {
        self.route = route
        self.actions = actions
        self.reach = reach
        self.success = success
        self.isOpen = isOpen
        self.call = call
    }

    var isMutation: Bool { actions.contains(where: \.isMutation) }

    /// What the policy file says the answer must be.
    func expectedStatus(for person: Person, in roles: RoleBook) -> Int {
        if isOpen { return success }
        guard let role = person.role else { return 401 }
        let isAllowed = actions.allSatisfy { action in
            switch roles.roles[role]?.permissions[action] {
            case .any: true
            case .team: reach == .askers || reach == .owningTeams && person.isInOwningTeam
            case .own: reach == .askers
            case nil: false
            }
        }
        return isAllowed ? success : 403
    }
}

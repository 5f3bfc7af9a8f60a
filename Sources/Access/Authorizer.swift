package import Identifiers

/// Decides whether an actor may do something. Denies unless a role allows it.
package struct Authorizer: Sendable {
    private let roles: RoleBook

    package init(roles: RoleBook) {
        self.roles = roles
    }

    /// Throws unless the actor may perform `action`; for reads, which leave no trace in the catalog.
    package func check(_ actor: Actor, _ action: Action, on resource: Resource) throws(AccessDenied) {
        func denied(_ reason: AccessDenied.Reason) -> AccessDenied {
            AccessDenied(action: action, resource: resource, roles: actor.roles, reason: reason)
        }
        guard resource.kind == action.resourceKind else { throw denied(.wrongResource) }
        guard let condition = roles.widestCondition(for: action, among: actor.roles) else {
            throw denied(.noRole)
        }
        if let allowed = resource.allowedGroupIDs, action != .artifactsRestrict {
            guard !allowed.isDisjoint(with: actor.groupIDs) else { throw denied(.restricted) }
        }
        let isOwner = resource.ownerID == actor.principalID
        let isTeammate = resource.teamID.map(actor.groupIDs.contains) ?? false
        switch condition {
        case .any: return
        case .team: guard isOwner || isTeammate else { throw denied(.notInOwningTeam) }
        case .own: guard isOwner else { throw denied(.notOwner) }
        }
    }

    /// The permission to perform one change, or the reason why not.
    package func grant(
        _ actor: Actor,
        _ action: Action,
        on resource: Resource,
        request: RequestContext,
        at now: Instant
    ) throws(AccessDenied) -> Grant {
        try check(actor, action, on: resource)
        return Grant(actor: actor, action: action, resource: resource, request: request, grantedAt: now)
    }
}

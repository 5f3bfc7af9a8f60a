package import Identifiers

/// Marks ids of changes: the audit entry that records a change carries its id.
package enum EffectEntity {}
package typealias EffectID = Identifier<EffectEntity>

/// Permission to make one change. Only `Authorizer` makes one, and every store method that writes asks for one.
///
/// It is not copyable and carries who was allowed what and why, so the store that makes the change can
/// write the audit entry in the same transaction without asking anybody.
package struct Grant: ~Copyable, Sendable {
    package let actor: Actor
    package let action: Action
    package let resource: Resource
    package let request: RequestContext
    package let grantedAt: Instant
    /// The id of the audit entry that will record the change.
    package let effectID: EffectID

    init(actor: Actor, action: Action, resource: Resource, request: RequestContext, grantedAt: Instant) {
        self.actor = actor
        self.action = action
        self.resource = resource
        self.request = request
        self.grantedAt = grantedAt
        self.effectID = .new(at: grantedAt)
    }
}

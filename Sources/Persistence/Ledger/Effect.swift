import Access
import Identifiers

/// What a grant says, copied for the time of one transaction, which may be tried more than once.
struct Effect: Sendable {
    let id: EffectID
    let actor: Actor
    let action: Action
    let resource: Resource
    let request: RequestContext
    let grantedAt: Instant

    init(_ grant: borrowing Grant) {
        id = grant.effectID
        actor = grant.actor
        action = grant.action
        resource = grant.resource
        request = grant.request
        grantedAt = grant.grantedAt
    }

    /// Nil when the request may not be repeated safely.
    var memory: OutcomeMemory? {
        request.idempotency.map { OutcomeMemory(principalID: actor.principalID, idempotency: $0) }
    }
}

package import Access
package import Identifiers

/// Where every use case begins: who may do what, at what time.
package struct Gate: Sendable {
    private let authorizer: Authorizer
    private let clock: @Sendable () -> Instant

    package init(authorizer: Authorizer, clock: @escaping @Sendable () -> Instant) {
        self.authorizer = authorizer
        self.clock = clock
    }

    package var now: Instant { clock() }

    /// Throws `AccessDenied` unless the actor may read what is named.
    package func check(_ actor: Actor, _ action: Action, on resource: Resource) throws(AccessDenied) {
        try authorizer.check(actor, action, on: resource)
    }

    /// The permission for one change, or `AccessDenied`.
    package func grant(
        _ actor: Actor,
        _ action: Action,
        on resource: Resource,
        _ request: RequestContext
    ) throws(AccessDenied) -> Grant {
        try authorizer.grant(actor, action, on: resource, request: request, at: clock())
    }
}

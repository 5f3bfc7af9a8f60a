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
    ///
    /// That something is missing is told, as `StoreFault.notFound`, to those who could have read it.
    package func grant(
        _ actor: Actor,
        _ action: Action,
        on resource: Resource,
        _ request: RequestContext
    ) throws -> Grant {
        do {
            return try authorizer.grant(actor, action, on: resource, request: request, at: clock())
        } catch {
            guard let missing = resource.missing,
                (try? authorizer.check(actor, .modelsRead, on: Resource(.model, name: resource.name))) != nil
            else { throw error }
            throw StoreFault.notFound(what: missing)
        }
    }
}

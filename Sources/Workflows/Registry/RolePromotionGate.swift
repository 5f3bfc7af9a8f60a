package import Access

/// Decides about promotions by the actor's role.
package struct RolePromotionGate: PromotionGate {
    private let gate: Gate

    package init(gate: Gate) {
        self.gate = gate
    }

    package func grant(
        _ promotion: Promotion,
        to actor: Actor,
        _ request: RequestContext
    ) async throws -> Grant {
        try gate.grant(actor, promotion.action, on: promotion.resource, request)
    }

    package func check(_ promotion: Promotion, by actor: Actor) async throws {
        try gate.check(actor, promotion.action, on: promotion.resource)
    }
}

package import Access
package import Catalog

/// Looks at webhooks and at what they were told.
package struct ReadWebhooks: Sendable {
    private let store: any WebhookStore
    private let gate: Gate

    package init(store: any WebhookStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    package func webhook(_ id: WebhookID, by actor: Actor) async throws -> Webhook {
        let webhook = try await store.webhook(id)
        let resource = Resource(.webhook, name: "\(id)", ownerID: webhook?.createdBy)
        try gate.check(actor, .webhooksRead, on: resource)
        guard let webhook else { throw StoreFault.notFound(what: "Webhook \(id)") }
        return webhook
    }

    /// Everybody's for whom may read all, else the asker's own.
    package func webhooks(page: PageRequest, by actor: Actor) async throws -> Page<Webhook> {
        let mayReadAll = (try? gate.check(actor, .webhooksRead, on: Resource(.webhook))) != nil
        if !mayReadAll {
            try gate.check(actor, .webhooksRead, on: Resource(.webhook, ownerID: actor.principalID))
        }
        return try await store.webhooks(of: mayReadAll ? nil : actor.principalID, page: page)
    }

    package func deliveries(of id: WebhookID, page: PageRequest, by actor: Actor) async throws -> Page<
        WebhookDelivery
    > {
        _ = try await webhook(id, by: actor)
        return try await store.deliveries(of: id, page: page)
    }
}

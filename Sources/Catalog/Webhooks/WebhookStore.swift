package import Access
package import Identifiers

/// Webhooks and what they are told.
package protocol WebhookStore: Sendable {
    func webhook(_ id: WebhookID) async throws -> Webhook?
    /// By id; of one owner when one is named.
    func webhooks(of owner: PrincipalID?, page: PageRequest) async throws -> Page<Webhook>
    /// The newest first, those of a deleted webhook as well.
    func deliveries(of id: WebhookID, page: PageRequest) async throws -> Page<WebhookDelivery>

    func createWebhook(_ id: WebhookID, _ draft: WebhookDraft, under grant: borrowing Grant) async throws
        -> Recorded<Webhook>
    func updateWebhook(_ id: WebhookID, _ changes: WebhookChanges, under grant: borrowing Grant) async throws
        -> Recorded<Webhook>
    func deleteWebhook(_ id: WebhookID, under grant: borrowing Grant) async throws -> Recorded<Webhook>
    /// A delivery of example data that is sent at once and not by the queue.
    func beginTest(of id: WebhookID, event: WebhookEvent, under grant: borrowing Grant) async throws
        -> Recorded<WebhookDelivery>

    /// The webhook's address and sealed secret, for a test; nil when there is no such webhook.
    func due(_ delivery: WebhookDelivery) async throws -> DueDelivery?
    /// Takes the first pending delivery of every webhook, where it is due and nobody else is sending it.
    /// Whoever takes one must `finish` it before `leaseSeconds` are over, else another server may send it again.
    func takeDue(at now: Instant, limit: Int, leaseSeconds: Double) async throws -> [DueDelivery]
    func finish(_ id: WebhookDeliveryID, _ outcome: DeliveryOutcome, at now: Instant) async throws
    /// Forgets deliveries that ended before the instant; gives their number.
    func forgetDeliveries(endedBefore instant: Instant) async throws -> Int
}

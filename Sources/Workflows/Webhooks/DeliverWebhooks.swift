package import Catalog
package import Identifiers
package import Logging

/// Sends what webhooks are to be told: in order for each webhook, many webhooks at a time.
package struct DeliverWebhooks: Sendable {
    /// Webhooks served at a time.
    package static let concurrentMax = 16
    /// Longer than a sender waits for any answer.
    package static let leaseSeconds = 120.0
    private static let idlePauseMs = 1_000

    private let store: any WebhookStore
    private let dispatch: WebhookDispatch
    private let now: @Sendable () -> Instant
    private let logger: Logger

    package init(
        store: any WebhookStore,
        sender: any WebhookSender,
        secrets: WebhookSecrets,
        now: @escaping @Sendable () -> Instant,
        logger: Logger
    ) {
        self.store = store
        self.dispatch = WebhookDispatch(sender: sender, secrets: secrets)
        self.now = now
        self.logger = logger
    }

    /// Runs until cancelled; a fault of the database is left to the next round.
    package func run() async throws {
        while true {
            var sent = 0
            do {
                sent = try await deliverDue()
            } catch let error as CancellationError {
                throw error
            } catch {
                logger.warning("webhooks could not be delivered", metadata: ["error": "\(error)"])
            }
            if sent == 0 { try await Task.sleep(for: .milliseconds(Self.idlePauseMs)) }
        }
    }

    /// Sends the first due delivery of each webhook; gives the number that was tried.
    package func deliverDue() async throws -> Int {
        let due = try await store.takeDue(
            at: now(),
            limit: Self.concurrentMax,
            leaseSeconds: Self.leaseSeconds
        )
        try await withThrowingTaskGroup { group in
            for delivery in due { group.addTask { try await deliver(delivery) } }
            try await group.waitForAll()
        }
        return due.count
    }

    private func deliver(_ due: DueDelivery) async throws {
        let outcome: DeliveryOutcome
        do {
            let result = try await dispatch.send(due, at: now())
            outcome = WebhookDispatch.outcome(result, attempt: due.delivery.attempts, at: now())
        } catch {
            // The secret cannot be unsealed: another key-encryption key. Nothing goes out unsigned.
            logger.error("a webhook's secret cannot be read", metadata: ["error": "\(error)"])
            outcome = .failed(status: nil, problem: "The webhook's secret cannot be read.", again: nil)
        }
        try await store.finish(due.delivery.id, outcome, at: now())
    }
}

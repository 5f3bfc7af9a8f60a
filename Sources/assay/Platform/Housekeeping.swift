import Identifiers
import Logging
import Persistence

/// Forgets what is kept for a time only.
struct Housekeeping: Sendable {
    /// How long a repeated request with an idempotency key gets the first one's answer.
    private static let outcomeSeconds = 86_400.0
    /// How long it can be read what webhooks were told.
    private static let deliveryLogSeconds = 30 * 86_400.0
    private static let intervalSeconds = 3_600

    let database: Database
    let logger: Logger

    /// Runs until cancelled; a fault of the database is left to the next round.
    func run() async throws {
        let outcomes = OutcomeRetention(pool: database.pool)
        let webhooks = PostgresWebhookStore(pool: database.pool)
        while true {
            do {
                let count = try await outcomes.forget(
                    before: WallClock.now().advanced(bySeconds: -Self.outcomeSeconds)
                )
                _ = try await webhooks.forgetDeliveries(
                    endedBefore: WallClock.now().advanced(bySeconds: -Self.deliveryLogSeconds)
                )
                if count > 0 { logger.debug("idempotency keys forgotten", metadata: ["count": "\(count)"]) }
            } catch {
                logger.warning("housekeeping failed", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: .seconds(Self.intervalSeconds))
        }
    }
}

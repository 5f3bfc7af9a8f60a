import Identifiers
import Logging
import Persistence
import Workflows

/// Forgets what is kept for a time only.
struct Housekeeping: Sendable {
    /// How long a repeated request with an idempotency key gets the first one's answer.
    private static let outcomeSeconds = 86_400.0
    /// How long it can be read what webhooks were told.
    private static let deliveryLogSeconds = 30 * 86_400.0
    private static let intervalSeconds = 3_600

    let database: Database
    let collect: CollectContents
    let enforceRetention: EnforceDatasetRetention
    let logger: Logger

    /// Runs until cancelled; a fault of the database is left to the next round.
    func run() async throws {
        while true {
            await attempt("forgetting outcomes", forgetOutcomes)
            await attempt("forgetting deliveries", forgetDeliveries)
            await attempt("deleting data whose retention ended", deleteExpiredData)
            await attempt("collecting contents", collectContents)
            await attempt("forgetting usage", forgetUsage)
            try await Task.sleep(for: .seconds(Self.intervalSeconds))
        }
    }

    private func attempt(_ task: String, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            logger.warning("housekeeping failed", metadata: ["task": "\(task)", "error": "\(error)"])
        }
    }

    private func forgetOutcomes() async throws {
        let count = try await OutcomeRetention(pool: database.pool).forget(
            before: WallClock.now().advanced(bySeconds: -Self.outcomeSeconds)
        )
        if count > 0 { logger.debug("idempotency keys forgotten", metadata: ["count": "\(count)"]) }
    }

    private func forgetDeliveries() async throws {
        _ = try await PostgresWebhookStore(pool: database.pool).forgetDeliveries(
            endedBefore: WallClock.now().advanced(bySeconds: -Self.deliveryLogSeconds)
        )
    }

    private func forgetUsage() async throws {
        let count = try await PostgresUsageStore(pool: database.pool).forgetOld()
        if count > 0 { logger.info("usage older than 400 days forgotten", metadata: ["rows": "\(count)"]) }
    }

    private func deleteExpiredData() async throws {
        let purges = try await enforceRetention()
        guard !purges.isEmpty else { return }
        logger.info("data deleted by its rule of retention", metadata: ["versions": "\(purges.count)"])
    }

    private func collectContents() async throws {
        let report = try await collect(at: WallClock.now())
        guard !report.isEmpty else { return }
        logger.info(
            "contents collected",
            metadata: [
                "contents": "\(report.contentCount)", "strays": "\(report.strayCount)",
                "expired_uploads": "\(report.uploadCount)",
            ]
        )
    }
}

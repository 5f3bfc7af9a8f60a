package import Access
package import Identifiers

/// Marks ids of deliveries.
package enum WebhookDeliveryEntity {}
package typealias WebhookDeliveryID = Identifier<WebhookDeliveryEntity>

/// One change told to one webhook, or to be told.
package struct WebhookDelivery: Hashable, Sendable, Codable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case pending
        case delivered
        /// Every attempt failed.
        case failed
        /// The webhook's queue was full when the change was made.
        case dropped
    }

    package var id: WebhookDeliveryID
    package var webhookID: WebhookID
    package var event: String
    /// The payload, byte for byte as it is signed and sent.
    package var body: String
    /// The audit entry of the change.
    package var effectID: EffectID
    package var state: State
    package var attempts: Int
    package var nextAttemptAt: Instant
    /// Of the last attempt that was answered.
    package var responseStatus: Int?
    /// Why the last attempt failed; safe to show.
    package var problem: String?
    package var createdAt: Instant
    package var finishedAt: Instant?

    package init(
        id: WebhookDeliveryID,
        webhookID: WebhookID,
        event: String,
        body: String,
        effectID: EffectID,
        state: State,
        attempts: Int,
        nextAttemptAt: Instant,
        responseStatus: Int?,
        problem: String?,
        createdAt: Instant,
        finishedAt: Instant?
    ) {
        self.id = id
        self.webhookID = webhookID
        self.event = event
        self.body = body
        self.effectID = effectID
        self.state = state
        self.attempts = attempts
        self.nextAttemptAt = nextAttemptAt
        self.responseStatus = responseStatus
        self.problem = problem
        self.createdAt = createdAt
        self.finishedAt = finishedAt
    }
}

/// A delivery that this server is to send now.
package struct DueDelivery: Sendable {
    package var delivery: WebhookDelivery
    package var url: String
    package var sealedSecret: [UInt8]?

    package init(delivery: WebhookDelivery, url: String, sealedSecret: [UInt8]?) {
        self.delivery = delivery
        self.url = url
        self.sealedSecret = sealedSecret
    }
}

/// What an attempt came to.
package enum DeliveryOutcome: Hashable, Sendable {
    case delivered(status: Int)
    /// Tried again at the instant; nil: never again.
    case failed(status: Int?, problem: String, again: Instant?)
}

/// When a failed delivery is tried again: a pure rule.
package enum DeliveryRetry {
    /// Attempts at most; together the pauses take about half an hour.
    package static let attemptsMax = 8
    private static let pausesSeconds: [Double] = [1, 5, 25, 125, 600, 600, 600]

    /// The pause after the failed attempt of that number, from 1; nil after the last one.
    package static func pauseSeconds(afterAttempt attempt: Int) -> Double? {
        attempt >= 1 && attempt < attemptsMax ? pausesSeconds[attempt - 1] : nil
    }
}

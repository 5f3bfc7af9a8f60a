import Catalog
import Identifiers

/// Sends one delivery and says what came of it.
struct WebhookDispatch: Sendable {
    let sender: any WebhookSender
    let secrets: WebhookSecrets

    func send(_ due: DueDelivery, at now: Instant) async throws -> Result<WebhookAnswer, WebhookRefusal> {
        let delivery = due.delivery
        var headers = [
            "Content-Type": "application/json",
            "X-MLflow-Delivery-Id": "\(delivery.id)",
            "X-MLflow-Timestamp": String(now.seconds),
        ]
        if let sealed = due.sealedSecret {
            headers["X-MLflow-Signature"] = try secrets.signature(
                of: delivery,
                sealedSecret: sealed,
                seconds: now.seconds
            )
        }
        do throws(WebhookRefusal) {
            return .success(
                try await sender.send(WebhookMessage(url: due.url, headers: headers, body: delivery.body))
            )
        } catch {
            return .failure(error)
        }
    }

    /// `attempt` counts from 1.
    static func outcome(
        _ result: Result<WebhookAnswer, WebhookRefusal>,
        attempt: Int,
        at now: Instant
    ) -> DeliveryOutcome {
        let again = DeliveryRetry.pauseSeconds(afterAttempt: attempt).map(now.advanced(bySeconds:))
        switch result {
        case .success(let answer) where (200..<300).contains(answer.status):
            return .delivered(status: answer.status)
        case .success(let answer):
            return .failed(
                status: answer.status,
                problem: "The address answered with status \(answer.status).",
                again: again
            )
        case .failure(let refusal): return .failed(status: nil, problem: refusal.description, again: again)
        }
    }
}

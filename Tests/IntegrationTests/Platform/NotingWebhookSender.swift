import Catalog
import Synchronization

/// Notes what is sent and answers as told: 200 unless said otherwise.
final class NotingWebhookSender: WebhookSender {
    private let messages = Mutex<[WebhookMessage]>([])
    private let statuses = Mutex<[Int]>([])

    var sent: [WebhookMessage] { messages.withLock { $0 } }

    /// The statuses of the next answers, one each.
    func answer(_ next: [Int]) { statuses.withLock { $0 = next } }

    func check(_ url: String) async throws(WebhookRefusal) {
        guard url.hasPrefix("https://") else {
            throw WebhookRefusal("Invalid webhook URL scheme. Allowed schemes are: https.")
        }
    }

    func send(_ message: WebhookMessage) async throws(WebhookRefusal) -> WebhookAnswer {
        messages.withLock { $0.append(message) }
        let status = statuses.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
        return WebhookAnswer(status: status, body: "")
    }
}

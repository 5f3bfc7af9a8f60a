/// The way out to a webhook's address.
package protocol WebhookSender: Sendable {
    /// Throws unless deliveries may go to the address: a scheme that is allowed, a host that resolves, and to
    /// nothing inside the operator's own network.
    func check(_ url: String) async throws(WebhookRefusal)

    /// Sends to what `check` accepts, looked up anew; follows no redirect.
    func send(_ message: WebhookMessage) async throws(WebhookRefusal) -> WebhookAnswer
}

/// One signed delivery on its way.
package struct WebhookMessage: Hashable, Sendable {
    package var url: String
    package var headers: [String: String]
    package var body: String

    package init(url: String, headers: [String: String], body: String) {
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// What the address answered.
package struct WebhookAnswer: Hashable, Sendable {
    package var status: Int
    /// The beginning of the body, at most 2,000 characters.
    package var body: String

    package init(status: Int, body: String) {
        self.status = status
        self.body = body
    }
}

/// Why nothing can be sent to an address. Safe to show to the webhook's owner.
package struct WebhookRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

package import Access
package import Identifiers

/// Marks ids of webhooks.
package enum WebhookEntity {}
package typealias WebhookID = Identifier<WebhookEntity>

/// An address that is told of changes in the catalog, in their order, each told until it answers or the
/// attempts are used up.
package struct Webhook: Hashable, Sendable, Codable {
    package var id: WebhookID
    package var name: String
    package var url: String
    package var description: String
    package var events: [WebhookEvent]
    /// Whether deliveries are signed; the secret itself is never given back.
    package var hasSecret: Bool
    package var isActive: Bool
    package var createdAt: Instant
    package var createdBy: PrincipalID
    package var updatedAt: Instant

    package init(
        id: WebhookID,
        name: String,
        url: String,
        description: String,
        events: [WebhookEvent],
        hasSecret: Bool,
        isActive: Bool,
        createdAt: Instant,
        createdBy: PrincipalID,
        updatedAt: Instant
    ) {
        self.id = id
        self.name = name
        self.url = url
        self.description = description
        self.events = events
        self.hasSecret = hasSecret
        self.isActive = isActive
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.updatedAt = updatedAt
    }
}

/// What a webhook is made of, checked, with its secret sealed.
package struct WebhookDraft: Sendable {
    package var name: String
    package var url: String
    package var description: String
    package var events: [WebhookEvent]
    /// Nil: not signed.
    package var sealedSecret: [UInt8]?
    package var isActive: Bool

    package init(
        name: String,
        url: String,
        description: String,
        events: [WebhookEvent],
        sealedSecret: [UInt8]?,
        isActive: Bool
    ) {
        self.name = name
        self.url = url
        self.description = description
        self.events = events
        self.sealedSecret = sealedSecret
        self.isActive = isActive
    }
}

/// What changes about a webhook; nil stays as it is.
package struct WebhookChanges: Sendable {
    package var name: String?
    package var url: String?
    package var description: String?
    package var events: [WebhookEvent]?
    package var sealedSecret: [UInt8]?
    package var isActive: Bool?

    package init(
        name: String? = nil,
        url: String? = nil,
        description: String? = nil,
        events: [WebhookEvent]? = nil,
        sealedSecret: [UInt8]? = nil,
        isActive: Bool? = nil
    ) {
        self.name = name
        self.url = url
        self.description = description
        self.events = events
        self.sealedSecret = sealedSecret
        self.isActive = isActive
    }
}

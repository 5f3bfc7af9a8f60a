package import Access
package import Catalog
import Identifiers

/// Makes, changes, tests and removes webhooks.
package struct ManageWebhooks: Sendable {
    private let store: any WebhookStore
    private let sender: any WebhookSender
    private let secrets: WebhookSecrets
    private let gate: Gate

    package init(store: any WebhookStore, sender: any WebhookSender, secrets: WebhookSecrets, gate: Gate) {
        self.store = store
        self.sender = sender
        self.secrets = secrets
        self.gate = gate
    }

    /// What a client says of a webhook; nil stays as it is, or is the default of a new one.
    package struct Request: Sendable {
        package var name: String?
        package var url: String?
        package var description: String?
        package var events: [WebhookEvent]?
        package var secret: String?
        package var isActive: Bool?

        package init(
            name: String?,
            url: String?,
            description: String?,
            events: [WebhookEvent]?,
            secret: String?,
            isActive: Bool?
        ) {
            self.name = name
            self.url = url
            self.description = description
            self.events = events
            self.secret = secret
            self.isActive = isActive
        }
    }

    package func create(_ asked: Request, by actor: Actor, _ request: RequestContext) async throws
        -> Recorded<Webhook>
    {
        let resource = Resource(.webhook, ownerID: actor.principalID)
        let grant = try gate.grant(actor, .webhooksWrite, on: resource, request)
        let id = WebhookID.new(at: grant.grantedAt)
        let draft = WebhookDraft(
            name: asked.name ?? "",
            url: asked.url ?? "",
            description: asked.description ?? "",
            events: asked.events ?? [],
            sealedSecret: try asked.secret.map { try secrets.seal($0, of: id) },
            isActive: asked.isActive ?? true
        )
        try check(asked, isNew: true)
        try await checkAddress(draft.url)
        return try await store.createWebhook(id, draft, under: grant)
    }

    /// Fields that are nil stay; a new address is checked as a first one is.
    package func update(_ id: WebhookID, _ asked: Request, by actor: Actor, _ request: RequestContext)
        async throws -> Recorded<Webhook>
    {
        let grant = try await grant(id, actor, request)
        try check(asked, isNew: false)
        if let url = asked.url { try await checkAddress(url) }
        let changes = WebhookChanges(
            name: asked.name,
            url: asked.url,
            description: asked.description,
            events: asked.events,
            sealedSecret: try asked.secret.map { try secrets.seal($0, of: id) },
            isActive: asked.isActive
        )
        return try await store.updateWebhook(id, changes, under: grant)
    }

    /// What waits for delivery is dropped with the webhook.
    package func delete(_ id: WebhookID, by actor: Actor, _ request: RequestContext) async throws -> Recorded<
        Webhook
    > {
        try await store.deleteWebhook(id, under: try await grant(id, actor, request))
    }

    /// What a test came to: the answer, or why there was none.
    package typealias TestResult = Result<WebhookAnswer, WebhookRefusal>

    /// Sends example data at once, whether or not the webhook is active; `event` is the first of its events
    /// unless named.
    package func test(_ id: WebhookID, _ event: WebhookEvent?, by actor: Actor, _ request: RequestContext)
        async throws -> Recorded<WebhookDelivery>
    {
        let grant = try await grant(id, actor, request)
        guard let webhook = try await store.webhook(id), let first = webhook.events.first else {
            throw Self.unknown(id)
        }
        let begun = try await store.beginTest(of: id, event: event ?? first, under: grant)
        guard !begun.isReplay, let due = try await store.due(begun.value) else { return begun }
        let dispatch = WebhookDispatch(sender: sender, secrets: secrets)
        let result = try await dispatch.send(due, at: gate.now)
        // A test is tried once.
        let outcome = WebhookDispatch.outcome(result, attempt: DeliveryRetry.attemptsMax, at: gate.now)
        try await store.finish(begun.value.id, outcome, at: gate.now)
        return begun.map { delivery in
            var delivery = delivery
            switch outcome {
            case .delivered(let status):
                delivery.state = .delivered
                delivery.responseStatus = status
            case .failed(let status, let problem, _):
                delivery.state = .failed
                delivery.responseStatus = status
                delivery.problem = problem
            }
            return delivery
        }
    }

    private func grant(_ id: WebhookID, _ actor: Actor, _ request: RequestContext) async throws -> Grant {
        let owner = try await store.webhook(id)?.createdBy
        let resource = Resource(.webhook, name: "\(id)", ownerID: owner)
        let grant = try gate.grant(actor, .webhooksWrite, on: resource, request)
        guard owner != nil else { throw Self.unknown(id) }
        return grant
    }

    private static func unknown(_ id: WebhookID) -> StoreFault { .notFound(what: "Webhook \(id)") }

    private func checkAddress(_ url: String) async throws {
        do throws(WebhookRefusal) {
            try await sender.check(url)
        } catch {
            throw InvalidInput("url", error.description)
        }
    }

    private func check(_ asked: Request, isNew: Bool) throws {
        var check = InputCheck()
        if let name = asked.name ?? (isNew ? "" : nil), !Self.isName(name) {
            check.fault(
                "name",
                "must begin and end with a letter or digit, have at most 63 characters, and only letters, digits, '.', '_' and '-'"
            )
        }
        if let events = asked.events ?? (isNew ? [] : nil) {
            if events.isEmpty { check.fault("events", "must name at least one event") }
            if Set(events).count != events.count { check.fault("events", "names an event twice") }
        }
        if let description = asked.description { _ = check.text("description", description, 0...1_000) }
        if let secret = asked.secret, !(1...WebhookSecrets.bytesMax).contains(secret.utf8.count) {
            check.fault("secret", "must have 1 to \(WebhookSecrets.bytesMax) bytes")
        }
        try check.finish()
    }

    private static func isName(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy { byte in
            let character = Character(Unicode.Scalar(byte))
            return character.isASCII && (character.isLetter || character.isNumber)
                || "._-".contains(character)
        }
        guard isPlain, (1...63).contains(name.utf8.count), let first = name.first, let last = name.last else {
            return false
        }
        return !"._-".contains(first) && !"._-".contains(last)
    }
}

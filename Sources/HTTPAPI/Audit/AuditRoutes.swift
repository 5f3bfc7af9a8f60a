import Access
import Audit
import HTTPTypes
import Hummingbird
import Identifiers
import NIOCore
import TransparencyLog
import Workflows

/// `/api/v1/audit`: entries, receipts and reports.
struct AuditRoutes: Sendable {
    /// What every reader of JSON holds exactly: 2^53 − 1 (RFC 7493 section 2.2).
    private static let numberMax = 1 << 53 - 1

    let log: ReadAuditLog

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("audit/entries", use: entries)
        routes.get("audit/entries/:id", use: entry)
        routes.get("audit/entries/:id/proof", use: proof)
        routes.get("audit/reports", use: report)
        routes.get("audit/log/head", use: head)
        routes.get("audit/log/entries", use: storedEntries)
        routes.get("audit/log/checkpoints", use: checkpoints)
    }

    private func entries(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await log.rows(
            matching: Self.search(request),
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireAuditRow.init)
    }

    /// The exact bytes that were hashed, so that a receipt can be checked against them.
    private func entry(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await log.entry(
            context.identifier("id", AuditEntryID.self),
            by: context.requireActor()
        )
        var response = Reply.bytes(found.body, type: "application/json")
        if let name = HTTPField.Name("Assay-Log-Index") { response.headers[name] = String(found.index) }
        return response
    }

    private func proof(_ request: Request, _ context: APIContext) async throws -> Response {
        let receipt = try await log.receipt(
            for: context.identifier("id", AuditEntryID.self),
            by: context.requireActor()
        )
        return Reply.bytes(receipt.bytes, type: "text/plain; charset=utf-8")
    }

    private func report(_ request: Request, _ context: APIContext) async throws -> Response {
        let word = request.uri.queryParameters["format"].map(String.init) ?? "json"
        guard let format = AuditReport.Format(rawValue: word) else {
            let known = AuditReport.Format.allCases.map(\.rawValue).joined(separator: ", ")
            throw InvalidInput("format", "must be one of \(known)")
        }
        let report = try await log.report(try Self.search(request), by: context.requireActor())
        return Reply.bytes(Array(try report.written(as: format).utf8), type: format.mediaType)
    }

    private func head(_ request: Request, _ context: APIContext) async throws -> Response {
        try Reply.json(WireHead(try await log.head(by: context.requireActor())))
    }

    private func storedEntries(_ request: Request, _ context: APIContext) async throws -> Response {
        let entries = try await log.storedEntries(
            from: UInt64(try Self.number("from", in: request) ?? 0),
            limit: try Self.number("limit", in: request) ?? ReadAuditLog.verifierPageMax,
            by: context.requireActor()
        )
        return try Reply.json(["items": entries.map(WireStoredEntry.init)])
    }

    private func checkpoints(_ request: Request, _ context: APIContext) async throws -> Response {
        let notes = try await log.checkpoints(
            skipping: try Self.number("skip", in: request) ?? 0,
            limit: try Self.number("limit", in: request) ?? ReadAuditLog.verifierPageMax,
            by: context.requireActor()
        )
        return try Reply.json(["items": notes.map(Base64.encode)])
    }

    private static func number(_ name: String, in request: Request) throws -> Int? {
        try request.uri.queryParameters[Substring(name)].map { text in
            guard let number = Int(text), (0...numberMax).contains(number) else {
                throw InvalidInput(name, "must be a whole number from 0 to \(numberMax)")
            }
            return number
        }
    }

    private static func search(_ request: Request) throws -> AuditSearch {
        let query = request.uri.queryParameters
        return AuditSearch(
            from: try request.instant("from"),
            to: try request.instant("to"),
            actorID: query["actor"].map(String.init),
            actionPrefix: query["action"].map(String.init),
            resourceType: query["resource_type"].map(String.init),
            resourceName: query["resource"].map(String.init)
        )
    }
}

private struct WireHead: Encodable {
    var size: UInt64
    var root: Digest
    /// Base 64.
    var frontier: String

    init(_ head: AuditLogHead) {
        size = head.size
        root = head.root
        frontier = Base64.encode(head.frontier)
    }
}

private struct WireStoredEntry: Encodable {
    var index: UInt64
    /// Base 64 of the exact bytes.
    var body: String
    var leaf: Digest
    var label: Label?

    init(_ entry: AuditLogEntry) {
        index = entry.index
        body = Base64.encode(entry.body)
        leaf = entry.leaf
        label = entry.label.map(Label.init)
    }

    /// What searches find the entry by, for comparison with the body.
    struct Label: Encodable {
        var id: AuditEntryID
        var time: Instant
        var actorId: Identifier<AuditActor>?
        var action: String
        var resourceType: String
        var resource: String?

        init(_ label: AuditEntryLabel) {
            id = label.entryID
            time = label.occurredAt
            actorId = label.actorID
            action = label.action
            resourceType = label.resourceKind
            resource = label.resourceName
        }
    }
}

private struct WireAuditRow: Encodable, Sendable {
    var index: UInt64
    var id: AuditEntryID
    var time: Instant
    var actor: String
    var actorId: String
    var action: String
    var resourceType: String?
    var resource: String?
    var version: String?
    var reason: String?
    var requestId: String?

    init(_ row: AuditReportRow) {
        index = row.index
        id = row.event.id
        time = row.event.time
        actor = row.event.actor.displayName ?? row.event.actor.principalID
        actorId = row.event.actor.principalID
        action = row.event.action
        resourceType = row.event.resource?.type
        resource = row.event.resource?.name ?? row.event.resource?.id
        version = row.event.resource?.version
        reason = row.event.reason
        requestId = row.event.requestID
    }
}

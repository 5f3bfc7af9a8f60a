internal import Identifiers

/// One line of a report: who did what to which thing when.
package struct AuditReportRow: Hashable, Sendable {
    package let index: UInt64
    package let event: AuditEvent

    package init(index: UInt64, event: AuditEvent) {
        self.index = index
        self.event = event
    }

    /// The columns of every format, in order.
    enum Column: String, CaseIterable {
        case index, time, who, kind, action, type, name, version, digest, reason, request, event
    }

    func text(_ column: Column) -> String {
        switch column {
        case .index: String(index)
        case .time: event.time.rfc3339
        case .who: who
        case .kind: event.actor.kind.rawValue
        case .action: event.action
        case .type: event.resource?.type ?? ""
        case .name: event.resource.map { $0.name ?? $0.id } ?? ""
        case .version: event.resource?.version ?? ""
        case .digest: (event.after ?? event.resource?.digest)?.hex ?? ""
        case .reason: event.reason ?? ""
        case .request: event.requestID ?? ""
        case .event: event.id.description
        }
    }

    private var who: String {
        switch (event.actor.displayName, event.actor.email) {
        case (let name?, let email?): "\(name) <\(email)>"
        case (let name?, nil): name
        case (nil, let email?): email
        case (nil, nil): event.actor.principalID
        }
    }
}

package import Access
package import Identifiers
import PostgresClient

/// What a reading of the log is narrowed to; nil means any. Times are those of the events, the end excluded.
package struct AuditLogQuery: Hashable, Sendable {
    package var from: Instant?
    package var to: Instant?
    package var actorID: PrincipalID?
    /// A whole action or its beginning, such as `models.`.
    package var actionPrefix: String?
    package var resourceKind: ResourceKind?
    package var resourceName: String?

    package init(
        from: Instant? = nil,
        to: Instant? = nil,
        actorID: PrincipalID? = nil,
        actionPrefix: String? = nil,
        resourceKind: ResourceKind? = nil,
        resourceName: String? = nil
    ) {
        self.from = from
        self.to = to
        self.actorID = actorID
        self.actionPrefix = actionPrefix
        self.resourceKind = resourceKind
        self.resourceName = resourceName
    }

    /// The conditions on `audit.log_entry`, always true when nothing narrows the query.
    var condition: SQL {
        var conditions: [SQL] = ["true"]
        if let from { conditions.append("occurred_at >= \(from)") }
        if let to { conditions.append("occurred_at < \(to)") }
        if let actorID { conditions.append("actor_id = \(actorID)") }
        if let actionPrefix { conditions.append("starts_with(action, \(actionPrefix))") }
        if let resourceKind { conditions.append("resource_kind = \(resourceKind.rawValue)") }
        if let resourceName { conditions.append("resource_name = \(resourceName)") }
        return conditions.joined(separator: " AND ")
    }
}

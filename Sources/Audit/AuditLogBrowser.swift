package import Identifiers
package import TransparencyLog

/// Reads parts of the log for people and programs that do not want all of it.
package protocol AuditLogBrowser: Sendable {
    /// The entry once it is in the log; nil before that and for an unknown id.
    func entry(_ id: AuditEntryID) async throws -> AuditLogEntry?
    /// The newest signed note; nil while nothing is signed.
    func latestCheckpoint() async throws -> [UInt8]?
    /// A hash tile or an entry bundle at exactly its width; nil when the log is not that long.
    func tile(_ coordinate: TileCoordinate) async throws -> [UInt8]?
    /// At most `limit` entries in index order after `index`, or from the first one when it is nil.
    func rows(matching search: AuditSearch, after index: UInt64?, limit: Int) async throws -> [AuditReportRow]
}

/// What a listing of the log is narrowed to; nil means any.
package struct AuditSearch: Hashable, Sendable {
    package var from: Instant?
    /// Exclusive.
    package var to: Instant?
    package var actorID: String?
    /// The beginning of an action's name, such as `models.`.
    package var actionPrefix: String?
    package var resourceType: String?
    package var resourceName: String?

    package init(
        from: Instant? = nil,
        to: Instant? = nil,
        actorID: String? = nil,
        actionPrefix: String? = nil,
        resourceType: String? = nil,
        resourceName: String? = nil
    ) {
        self.from = from
        self.to = to
        self.actorID = actorID
        self.actionPrefix = actionPrefix
        self.resourceType = resourceType
        self.resourceName = resourceName
    }
}

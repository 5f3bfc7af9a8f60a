package import Identifiers
package import TransparencyLog

/// One stored entry of a log.
package struct AuditLogEntry: Hashable, Sendable {
    package let index: UInt64
    /// The exact bytes that were hashed.
    package let body: [UInt8]
    /// The leaf hash as stored beside the body.
    package let leaf: Digest
    /// What the store finds the entry by; nil where entries are not searched, as in a copy.
    package let label: AuditEntryLabel?

    package init(index: UInt64, body: [UInt8], leaf: Digest, label: AuditEntryLabel? = nil) {
        self.index = index
        self.body = body
        self.leaf = leaf
        self.label = label
    }
}

/// Where a log stands, as its writer stored it.
package struct AuditLogHead: Hashable, Sendable {
    package let size: UInt64
    package let root: Digest
    /// `TreeFrontier.bytes`.
    package let frontier: [UInt8]

    package init(size: UInt64, root: Digest, frontier: [UInt8]) {
        self.size = size
        self.root = root
        self.frontier = frontier
    }
}

/// Reads one tenant's log from a database, from files or from a server. All answers must be of one snapshot.
package protocol AuditLogReader: Sendable {
    func head() async throws -> AuditLogHead

    /// Up to `limit` stored entries with `index` or more, in index order, without inventing or hiding gaps.
    func entries(from index: UInt64, limit: Int) async throws -> [AuditLogEntry]

    /// Up to `limit` signed notes in the order in which they were issued, after leaving out the first
    /// `skipped`.
    func checkpoints(skipping skipped: Int, limit: Int) async throws -> [[UInt8]]

    /// The stored hash tile, or nil when there is none; of a longer stored tile, the first `width` hashes.
    func tile(_ coordinate: TileCoordinate) async throws -> [UInt8]?
}

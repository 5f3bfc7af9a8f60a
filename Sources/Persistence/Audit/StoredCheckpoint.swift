package import Identifiers
import PostgresClient

/// A signed checkpoint as it was published.
package struct StoredCheckpoint: Hashable, Sendable {
    package let size: UInt64
    package let root: Digest
    /// The signed note, byte for byte.
    package let note: [UInt8]
    package let signedAt: Instant

    static let columns: SQL = "size, root, note, signed_at"

    init(_ row: PostgresRow) throws {
        size = UInt64(clamping: try row.decode("size", as: Int64.self))
        root = try row.decode("root")
        note = try row.decode("note")
        signedAt = try row.decode("signed_at")
    }
}

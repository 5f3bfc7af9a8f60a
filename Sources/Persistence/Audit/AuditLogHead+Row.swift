import Audit
import Identifiers
import PostgresClient
import TransparencyLog

extension AuditLogHead {
    static let columns: SQL = "size, root, frontier"

    /// The schema begins with an empty frontier, which stands for that of the empty tree.
    init(_ row: PostgresRow) throws {
        let frontier = try row.decode("frontier", as: [UInt8].self)
        self.init(
            size: UInt64(clamping: try row.decode("size", as: Int64.self)),
            root: try row.decode("root"),
            frontier: frontier.isEmpty ? TreeFrontier().bytes : frontier
        )
    }
}

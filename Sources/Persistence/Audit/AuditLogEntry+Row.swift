import Audit
import Identifiers
import PostgresClient

extension AuditLogEntry {
    static let columns: SQL = "index, body, leaf"

    init(_ row: PostgresRow) throws {
        self.init(
            index: UInt64(clamping: try row.decode("index", as: Int64.self)),
            body: try row.decode("body"),
            leaf: try row.decode("leaf")
        )
    }
}

import Catalog
import PostgresClient

extension VersionFile {
    /// Selected from a table of files `f` and `contents c`.
    static let columns: SQL = "f.path, f.digest, c.size_bytes, f.created_at"

    init(_ row: PostgresRow) throws {
        self.init(
            path: try row.decode("path"),
            digest: try row.decode("digest"),
            sizeBytes: try row.decode("size_bytes"),
            createdAt: try row.decode("created_at")
        )
    }
}

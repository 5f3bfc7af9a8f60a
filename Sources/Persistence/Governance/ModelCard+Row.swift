import Catalog
import Identifiers
import PostgresClient

extension ModelCard {
    /// All that a revision is read from; a `WHERE` on `c`, `m` and `v` follows.
    static let selection: SQL = """
        SELECT c.model_id, m.name AS model_name, c.version_id, v.number AS version_number, c.revision, c.document,
            c.digest, c.written_at, c.written_by, p.display_name AS written_by_name
        FROM model_cards c JOIN models m ON m.id = c.model_id LEFT JOIN model_versions v ON v.id = c.version_id
        JOIN principals p ON p.id = c.written_by
        """

    init(_ row: PostgresRow) throws {
        self.init(
            modelID: try row.decode("model_id"),
            modelName: try row.decode("model_name"),
            versionID: try row.decode("version_id"),
            versionNumber: try row.decode("version_number"),
            revision: try row.decode("revision"),
            document: try row.decode("document"),
            digest: try row.decode("digest"),
            writtenAt: try row.decode("written_at"),
            writtenBy: try row.decode("written_by"),
            writtenByName: try row.decode("written_by_name")
        )
    }
}

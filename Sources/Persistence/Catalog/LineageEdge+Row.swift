import Catalog
import PostgresClient

extension LineageEdge.Role: PostgresEncodable, PostgresDecodable {}

extension LineageEdge {
    /// All that an edge is read from; a `WHERE` on `m`, `mv`, `d` and `dv` follows.
    static let selection: SQL = """
        SELECT m.name AS model_name, mv.number AS model_version, d.name AS dataset_name,
            dv.number AS dataset_version, dv.digest AS dataset_digest, dv.digest_origin, \(DatasetStanding.columns), e.role,
            e.created_at
        FROM lineage_edges e
        JOIN model_versions mv ON mv.id = e.model_version_id JOIN models m ON m.id = mv.model_id
        JOIN dataset_versions dv ON dv.id = e.dataset_version_id JOIN datasets d ON d.id = dv.dataset_id
        LEFT JOIN dataset_purges gone ON gone.version_id = dv.id
        """

    init(_ row: PostgresRow) throws {
        self.init(
            modelName: try row.decode("model_name"),
            modelVersion: try row.decode("model_version"),
            datasetName: try row.decode("dataset_name"),
            datasetVersion: try row.decode("dataset_version"),
            datasetDigest: try row.decode("dataset_digest"),
            digestOrigin: try row.decode("digest_origin"),
            standing: try DatasetStanding(row),
            role: try row.decode("role"),
            createdAt: try row.decode("created_at")
        )
    }
}

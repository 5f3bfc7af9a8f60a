import Catalog
import Identifiers
import PostgresClient

extension ContractUse {
    /// The contracts that model versions name today, beside the newest of the same set; a `WHERE` on `u`, `c`, `s`, `mv`
    /// and `m` follows.
    ///
    /// Of deleted models and versions as well.
    static let selection: SQL = """
        SELECT m.name AS model_name, mv.number AS model_version, s.name AS feature_set_name,
            c.number AS contract_number, c.digest AS contract_digest, n.number AS newest_number,
            n.digest AS newest_digest, u.set_at, u.set_by
        FROM version_contracts u JOIN feature_contracts c ON c.id = u.contract_id
        JOIN feature_sets s ON s.id = c.feature_set_id
        JOIN feature_contracts n ON n.feature_set_id = s.id AND n.number = s.contract_count
        JOIN model_versions mv ON mv.id = u.model_version_id JOIN models m ON m.id = mv.model_id
        """

    init(_ row: PostgresRow) throws {
        self.init(
            modelName: try row.decode("model_name"),
            modelVersion: try row.decode("model_version"),
            featureSetName: try row.decode("feature_set_name"),
            contractNumber: try row.decode("contract_number"),
            contractDigest: try row.decode("contract_digest"),
            newestNumber: try row.decode("newest_number"),
            newestDigest: try row.decode("newest_digest"),
            setAt: try row.decode("set_at"),
            setBy: try row.decode("set_by")
        )
    }
}

import Catalog
import Identifiers
import PostgresClient

extension FeatureContract {
    /// All that a contract is read from but its features; a `WHERE` on `c` and `s` follows.
    static let selection: SQL = """
        SELECT c.id, s.name AS feature_set_name, c.number, c.digest, c.description, c.created_at, c.created_by
        FROM feature_contracts c JOIN feature_sets s ON s.id = c.feature_set_id
        """

    /// The contract without its features.
    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            featureSetName: try row.decode("feature_set_name"),
            number: try row.decode("number"),
            digest: try row.decode("digest"),
            description: try row.decode("description"),
            features: [],
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by")
        )
    }

    static func thing(_ number: Int, of name: ResourceName) -> String {
        "Contract \(number) of feature set \"\(name)\""
    }

    var subject: ChangedSubject {
        ChangedSubject(id: id.description, name: featureSetName.text, version: String(number), digest: digest)
    }
}

extension Feature {
    /// The features of contracts with the dataset versions they are read from; a `WHERE` on `f` follows.
    static let selection: SQL = """
        SELECT f.contract_id, f.name, f.type, f.is_nullable, f.description, f.source_digest, f.entity_keys,
            d.name AS dataset_name, v.number AS dataset_version
        FROM contract_features f LEFT JOIN dataset_versions v ON v.id = f.dataset_version_id
        LEFT JOIN datasets d ON d.id = v.dataset_id
        """

    init(_ row: PostgresRow) throws {
        let dataset = try row.decode("dataset_name", as: ResourceName?.self)
        self.init(
            name: try row.decode("name"),
            type: try row.decode("type"),
            isNullable: try row.decode("is_nullable"),
            description: try row.decode("description"),
            sourceDigest: try row.decode("source_digest"),
            entityKeys: try row.decode("entity_keys"),
            source: try dataset.map { Source(dataset: $0, version: try row.decode("dataset_version")) }
        )
    }
}

import Catalog
import Identifiers
import PostgresClient

extension DatasetVersion.DigestOrigin: PostgresEncodable, PostgresDecodable {}

extension DatasetVersion {
    /// All that a version is read from but its files; a `WHERE` on `v` and `d` follows.
    static let selection: SQL = """
        SELECT v.id, v.dataset_id, d.name AS dataset_name, v.number, v.digest, v.digest_origin, v.description,
            v.created_at, v.created_by,
            (SELECT count(*) FROM dataset_version_files f WHERE f.version_id = v.id) AS file_count
        FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
        """

    /// The version without its files.
    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            datasetID: try row.decode("dataset_id"),
            datasetName: try row.decode("dataset_name"),
            number: try row.decode("number"),
            digest: try row.decode("digest"),
            digestOrigin: try row.decode("digest_origin"),
            files: [],
            description: try row.decode("description"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by")
        )
    }

    static func thing(_ number: Int, of name: ResourceName) -> String {
        "Version \(number) of dataset \"\(name)\""
    }

    var subject: ChangedSubject {
        ChangedSubject(id: id.description, name: datasetName.text, version: String(number), digest: digest)
    }
}

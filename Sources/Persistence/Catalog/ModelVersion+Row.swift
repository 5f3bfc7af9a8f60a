import Catalog
import Identifiers
import PostgresClient

extension ModelVersion.State: PostgresEncodable, PostgresDecodable {}

extension ModelVersion {
    /// All that a version is read from; a `WHERE` on `v` and `m` follows.
    static let selection: SQL = """
        SELECT v.id, v.model_id, m.name AS model_name, v.number, v.state, v.description, v.manifest_digest,
            held.file_count, held.size_bytes, v.created_at, v.created_by, v.sealed_at, v.revision
        FROM model_versions v JOIN models m ON m.id = v.model_id
        CROSS JOIN LATERAL (
            SELECT count(*) AS file_count, coalesce(sum(c.size_bytes), 0)::bigint AS size_bytes
            FROM version_files f JOIN contents c ON c.digest = f.digest WHERE f.version_id = v.id
        ) held
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            modelID: try row.decode("model_id"),
            modelName: try row.decode("model_name"),
            number: try row.decode("number"),
            state: try row.decode("state"),
            description: try row.decode("description"),
            manifestDigest: try row.decode("manifest_digest"),
            fileCount: try row.decode("file_count"),
            sizeBytes: try row.decode("size_bytes"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by"),
            sealedAt: try row.decode("sealed_at"),
            revision: try row.decode("revision")
        )
    }
}

extension ModelVersion {
    static func thing(_ number: Int, of name: ResourceName) -> String {
        "Version \(number) of model \"\(name)\""
    }

    var subject: ChangedSubject {
        ChangedSubject(
            id: id.description,
            name: modelName.text,
            version: String(number),
            digest: manifestDigest
        )
    }

    var auditDetails: [String: JSONValue] {
        [
            "state": .string(state.rawValue), "file_count": .string(String(fileCount)),
            "size_bytes": .string(String(sizeBytes)), "revision": .string(String(revision)),
        ]
    }
}

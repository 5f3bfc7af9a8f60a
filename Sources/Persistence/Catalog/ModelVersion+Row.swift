import Catalog
import Identifiers
import PostgresClient

extension ModelVersion.State: PostgresEncodable, PostgresDecodable {}
extension Lifecycle: PostgresEncodable, PostgresDecodable {}

extension ModelVersion {
    static let columns: SQL = """
        v.id, v.model_id, m.name AS model_name, v.number, v.state, v.lifecycle, v.description, v.manifest_digest,
        v.file_count, v.size_bytes, v.created_at, v.created_by, v.sealed_at, v.source, v.storage_location, v.run_id,
        v.logged_model_id, v.run_link, v.updated_at, v.deleted_at, v.revision
        """

    /// All that a version is read from; a `WHERE` on `v` and `m` follows.
    static let selection: SQL = """
        SELECT \(columns) FROM model_versions v JOIN models m ON m.id = v.model_id
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            modelID: try row.decode("model_id"),
            modelName: try row.decode("model_name"),
            number: try row.decode("number"),
            state: try row.decode("state"),
            lifecycle: try row.decode("lifecycle"),
            description: try row.decode("description"),
            manifestDigest: try row.decode("manifest_digest"),
            fileCount: try row.decode("file_count"),
            sizeBytes: try row.decode("size_bytes"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by"),
            sealedAt: try row.decode("sealed_at"),
            origin: try VersionOrigin(row),
            updatedAt: try row.decode("updated_at"),
            deletedAt: try row.decode("deleted_at"),
            revision: try row.decode("revision")
        )
    }
}

extension VersionOrigin {
    /// Nil when the version was registered from nowhere.
    fileprivate init?(_ row: PostgresRow) throws {
        guard let source = try row.decode("source", as: String?.self) else { return nil }
        self.init(
            source: source,
            storageLocation: try row.decode("storage_location", as: String?.self) ?? source,
            runID: try row.decode("run_id"),
            loggedModelID: try row.decode("logged_model_id"),
            runLink: try row.decode("run_link")
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
            "state": .string(state.rawValue), "lifecycle": .string(lifecycle.rawValue),
            "file_count": .string(String(fileCount)), "size_bytes": .string(String(sizeBytes)),
            "revision": .string(String(revision)),
        ]
    }
}

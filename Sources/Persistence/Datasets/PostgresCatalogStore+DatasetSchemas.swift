package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresCatalogStore {
    package func schema(ofDatasetVersion number: Int, of name: ResourceName) async throws -> DatasetSchema? {
        let schema = try await queries.row(
            """
            SELECT v.schema FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
            WHERE d.name = \(name) AND v.number = \(number)
            """
        ) { try $0.decode("schema", as: PostgresJSON?.self)?.decoded(as: DatasetSchema.self) }
        return schema ?? nil
    }

    package func describeDatasetVersion(
        _ number: Int,
        of name: ResourceName,
        _ schema: DatasetSchema,
        rowCount: Int64?,
        sourceURI: SourceURI?,
        under grant: borrowing Grant
    ) async throws -> Recorded<DatasetVersion> {
        let thing = DatasetVersion.thing(number, of: name)
        let digest = try schema.digest
        return try await ledger.record(thing, under: grant) { connection in
            let before = try await Self.lockDatasetVersion(number, of: name, on: connection)
            if let known = before.facts.schemaDigest {
                throw StoreFault.conflict(
                    detail:
                        "\(thing) has a schema already (sha256:\(known.hex)), and a version never changes. "
                        + "Add a new version to record another schema."
                )
            }
            _ = try await connection.execute(
                """
                UPDATE dataset_versions SET schema = \(try PostgresJSON(encoding: schema)),
                    schema_digest = \(digest), column_count = \(schema.columns.count),
                    row_count = coalesce(row_count, \(rowCount)), source_uri = coalesce(source_uri, \(sourceURI))
                WHERE id = \(before.id)
                """
            )
            let after = try await Self.readDatasetVersion(number, of: name, on: connection)
            return try Change(after, after.subject, before: before, details: after.auditDetails)
        }
    }

    /// Locks the version until the end of the transaction: checks and schemas come one by one.
    static func lockDatasetVersion(
        _ number: Int,
        of name: ResourceName,
        on connection: PostgresConnection
    ) async throws -> DatasetVersion {
        _ = try await connection.query(
            """
            SELECT FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
            WHERE d.name = \(name) AND v.number = \(number) FOR NO KEY UPDATE OF v
            """
        )
        return try await readDatasetVersion(number, of: name, on: connection)
    }

    private static func readDatasetVersion(
        _ number: Int,
        of name: ResourceName,
        on connection: PostgresConnection
    ) async throws -> DatasetVersion {
        let row = try await connection.queryOne(
            "\(DatasetVersion.selection) WHERE d.name = \(name) AND v.number = \(number)"
        )
        guard let row else { throw StoreFault.notFound(what: DatasetVersion.thing(number, of: name)) }
        var version = try DatasetVersion(row)
        let files = try await connection.query(
            """
            SELECT f.path, f.digest, f.size_bytes, f.created_at FROM dataset_files f
            WHERE f.version_id = \(version.id) ORDER BY f.path COLLATE "C"
            """
        )
        version.files = try files.map(VersionFile.init)
        return version
    }
}

import Catalog
import Identifiers
import PostgresClient

extension DatasetVersion.DigestOrigin: PostgresEncodable, PostgresDecodable {}

extension DatasetVersion {
    /// All that a version is read from but its files; a `WHERE` on `v` and `d` follows.
    static let selection: SQL = """
        SELECT v.id, v.dataset_id, d.name AS dataset_name, v.number, v.digest, v.digest_origin, v.description,
            v.licence, v.sensitivity, v.schema_digest, v.column_count, v.row_count, v.source_uri, v.created_at,
            v.created_by, checked.pass_count, checked.warn_count, checked.fail_count, checked.last_run_at,
            (SELECT count(*) FROM dataset_files f WHERE f.version_id = v.id) AS file_count,
            retention_due(v.created_at, d.retention_days, d.retention_until) AS due_at, d.retention_action,
            gone.purged_at
        FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
        LEFT JOIN dataset_purges gone ON gone.version_id = v.id
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE k.outcome = 'pass') AS pass_count,
                count(*) FILTER (WHERE k.outcome = 'warn') AS warn_count,
                count(*) FILTER (WHERE k.outcome = 'fail') AS fail_count, max(k.run_at) AS last_run_at
            FROM dataset_checks k WHERE k.version_id = v.id AND k.is_latest
        ) checked
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
            licence: try row.decode("licence"),
            sensitivity: try row.decode("sensitivity"),
            facts: VersionFacts(
                schemaDigest: try row.decode("schema_digest"),
                columnCount: try row.decode("column_count"),
                rowCount: try row.decode("row_count"),
                sourceURI: try row.decode("source_uri")
            ),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by"),
            checks: CheckSummary(
                passCount: try row.decode("pass_count"),
                warnCount: try row.decode("warn_count"),
                failCount: try row.decode("fail_count"),
                lastRunAt: try row.decode("last_run_at")
            ),
            standing: try DatasetStanding(row)
        )
    }

    static func thing(_ number: Int, of name: ResourceName) -> String {
        "Version \(number) of dataset \"\(name)\""
    }

    var subject: ChangedSubject {
        ChangedSubject(id: id.description, name: datasetName.text, version: String(number), digest: digest)
    }

    var auditDetails: [String: JSONValue] {
        var details: [String: JSONValue] = [
            "digest_origin": .string(digestOrigin.rawValue), "file_count": .string(String(files.count)),
            "sensitivity": .string(sensitivity.rawValue),
        ]
        if let digest = facts.schemaDigest { details["schema_digest"] = .string(digest.hex) }
        if let count = facts.rowCount { details["row_count"] = .string(String(count)) }
        return details
    }
}

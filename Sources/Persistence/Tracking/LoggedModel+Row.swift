import Catalog
import Identifiers
import PostgresClient

extension LoggedModel.Status: PostgresEncodable, PostgresDecodable {}

extension LoggedModelInfo {
    static let columns: SQL = """
        m.id, m.experiment_id, e.artifact_location, m.name, m.model_type, m.status, m.source_run_id, m.owner_team_id,
            m.created_by, m.created_at, m.updated_at, m.deleted_at
        """
    /// A `WHERE` on `m` and `e` follows.
    static let selection: SQL = """
        SELECT \(columns) FROM logged_models m JOIN experiments e ON e.id = m.experiment_id
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            experimentID: try row.decode("experiment_id"),
            artifactLocation: try row.decode("artifact_location"),
            name: try row.decode("name"),
            modelType: try row.decode("model_type"),
            status: try row.decode("status"),
            sourceRunID: try row.decode("source_run_id"),
            ownerTeamID: try row.decode("owner_team_id"),
            createdBy: try row.decode("created_by"),
            createdAt: try row.decode("created_at"),
            updatedAt: try row.decode("updated_at"),
            deletedAt: try row.decode("deleted_at")
        )
    }

    var subject: ChangedSubject { ChangedSubject(id: id.prefixed, name: name) }

    /// What every entry about a logged model says in the clear.
    var auditDetails: [String: JSONValue] {
        var details: [String: JSONValue] = [
            "experiment_id": .string(experimentID.description), "status": .string(status.rawValue),
        ]
        if let sourceRunID { details["source_run_id"] = .string(sourceRunID.hex) }
        return details
    }
}

extension LoggedModel {
    /// Points of one model at most in an answer.
    private static let metricsMax = 10_000

    static let columns: SQL = """
        \(LoggedModelInfo.columns), tags_keys, tags_values, params_keys, params_values, metric_keys, metric_values,
            metric_timestamps, metric_steps, metric_runs, metric_dataset_names, metric_dataset_digests,
            registered_names, registered_versions
        """

    /// What was logged for the model `m`; follows `FROM logged_models m JOIN experiments e`.
    static let contents: SQL = """
        CROSS JOIN \(TrackedTexts.subquery("tags", of: "logged_model_tags", where: "model_id = m.id"))
        CROSS JOIN \(TrackedTexts.subquery("params", of: "logged_model_params", where: "model_id = m.id"))
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(x.key), '{}') AS metric_keys, coalesce(array_agg(x.value), '{}') AS metric_values,
                coalesce(array_agg(x.timestamp_ms), '{}') AS metric_timestamps,
                coalesce(array_agg(x.step), '{}') AS metric_steps, coalesce(array_agg(x.run_id), '{}') AS metric_runs,
                coalesce(array_agg(x.dataset_name), '{}') AS metric_dataset_names,
                coalesce(array_agg(x.dataset_digest), '{}') AS metric_dataset_digests
            FROM (SELECT * FROM logged_model_metrics WHERE model_id = m.id
                ORDER BY key, timestamp_ms, step, run_id LIMIT \(raw: String(metricsMax))) x
        ) metrics
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(x.name), '{}') AS registered_names,
                coalesce(array_agg(x.number), '{}') AS registered_versions
            FROM (SELECT rm.name, v.number FROM model_versions v JOIN models rm ON rm.id = v.model_id
                WHERE v.logged_model_id = 'm-' || replace(m.id::text, '-', '') AND v.deleted_at IS NULL
                ORDER BY rm.name, v.number LIMIT 100) x
        ) registrations
        """
    /// All that a logged model is read from; a `WHERE` on `m` and `e` follows.
    static let selection: SQL = """
        SELECT \(columns) FROM logged_models m JOIN experiments e ON e.id = m.experiment_id \(contents)
        """

    init(_ row: PostgresRow) throws {
        let info = try LoggedModelInfo(row)
        self.init(
            info: info,
            parameters: try TrackedTexts.read("params", from: row),
            tags: try TrackedTexts.read("tags", from: row),
            metrics: try Self.metrics(of: info.id, row),
            registrations: zip(
                try row.decode("registered_names", as: [String].self),
                try row.decode("registered_versions", as: [Int32].self)
            )
            .map { Registration(name: $0, version: Int($1)) }
        )
    }

    private static func metrics(of id: LoggedModelID, _ row: PostgresRow) throws -> [ModelMetricPoint] {
        let keys = try row.decode("metric_keys", as: [String].self)
        let values = try row.decode("metric_values", as: [Double].self)
        let timestamps = try row.decode("metric_timestamps", as: [Int64].self)
        let steps = try row.decode("metric_steps", as: [Int64].self)
        let runs = try row.decode("metric_runs", as: [RunID].self)
        let names = try row.decode("metric_dataset_names", as: [String?].self)
        let digests = try row.decode("metric_dataset_digests", as: [String?].self)
        return keys.indices.map { index in
            ModelMetricPoint(
                modelID: id,
                runID: runs[index],
                point: MetricPoint(
                    key: keys[index],
                    value: values[index],
                    timestampMs: timestamps[index],
                    step: steps[index]
                ),
                datasetName: names[index],
                datasetDigest: digests[index]
            )
        }
    }
}

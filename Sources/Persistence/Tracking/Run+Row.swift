import Catalog
import Identifiers
import PostgresClient

extension Run {
    static let columns: SQL = """
        \(RunInfo.columns), tags_keys, tags_values, params_keys, params_values, metric_keys, metric_values,
            metric_timestamps, metric_steps, dataset_inputs, model_inputs, model_outputs, model_output_steps
        """

    /// What was logged into the run `r`; follows `FROM runs r JOIN experiments e`.
    static let contents: SQL = """
        CROSS JOIN \(TrackedTexts.subquery("tags", of: "run_tags", where: "run_id = r.id"))
        CROSS JOIN \(TrackedTexts.subquery("params", of: "run_params", where: "run_id = r.id"))
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(x.key), '{}') AS metric_keys, coalesce(array_agg(x.value), '{}') AS metric_values,
                coalesce(array_agg(x.timestamp_ms), '{}') AS metric_timestamps,
                coalesce(array_agg(x.step), '{}') AS metric_steps
            FROM (SELECT key, value, timestamp_ms, step FROM run_metrics WHERE run_id = r.id ORDER BY key) x
        ) metrics
        CROSS JOIN LATERAL (
            SELECT jsonb_agg(\(DatasetInput.json) ORDER BY c.name, c.digest) AS dataset_inputs
            FROM run_dataset_inputs i JOIN dataset_claims c ON c.id = i.claim_id
            LEFT JOIN dataset_versions v ON v.id = i.dataset_version_id LEFT JOIN datasets d ON d.id = v.dataset_id
            WHERE i.run_id = r.id
        ) datasets
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(model_id), '{}') AS model_inputs
            FROM (SELECT model_id FROM run_model_inputs WHERE run_id = r.id ORDER BY model_id) x
        ) models_in
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(model_id), '{}') AS model_outputs, coalesce(array_agg(step), '{}')
                AS model_output_steps
            FROM (SELECT model_id, step FROM run_model_outputs WHERE run_id = r.id ORDER BY step, model_id) x
        ) models_out
        """
    /// All that a run is read from; a `WHERE` on `r` and `e` follows.
    static let selection: SQL = """
        SELECT \(columns) FROM runs r JOIN experiments e ON e.id = r.experiment_id \(contents)
        """

    init(_ row: PostgresRow) throws {
        self.init(
            info: try RunInfo(row),
            metrics: try Self.metrics(row),
            parameters: try TrackedTexts.read("params", from: row),
            tags: try TrackedTexts.read("tags", from: row),
            datasetInputs: try DatasetInput.list(try row.decode("dataset_inputs")),
            modelInputs: try row.decode("model_inputs"),
            modelOutputs: zip(
                try row.decode("model_outputs", as: [LoggedModelID].self),
                try row.decode("model_output_steps", as: [Int64].self)
            )
            .map { ModelOutput(modelID: $0, step: $1) }
        )
    }

    private static func metrics(_ row: PostgresRow) throws -> [MetricPoint] {
        let keys = try row.decode("metric_keys", as: [String].self)
        let values = try row.decode("metric_values", as: [Double].self)
        let timestamps = try row.decode("metric_timestamps", as: [Int64].self)
        let steps = try row.decode("metric_steps", as: [Int64].self)
        return keys.indices.map { index in
            MetricPoint(
                key: keys[index],
                value: values[index],
                timestampMs: timestamps[index],
                step: steps[index]
            )
        }
    }
}

package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresTrackingStore {
    package func log(
        _ batch: RunBatch,
        into id: RunID,
        under grant: borrowing Grant
    ) async throws -> Recorded<LoggedBatch> {
        let outcome = LoggedBatch(runID: id, batch)
        let change = try Change(
            outcome,
            ChangedSubject(id: id.hex, digest: batch.digest),
            details: batch.auditDetails
        )
        do {
            return try await ledger.record(
                "Run \(id.hex)",
                under: grant,
                change,
                by: Self.statements(batch, id, grant.effectID)
            )
        } catch let error as PostgresError {
            throw try await refusal(of: batch, for: id, error)
        }
    }

    /// Everyone who logs takes locks in this order: run, parameters, tags, metrics, each by key. So no two requests
    /// wait for each other.
    private static func statements(_ batch: RunBatch, _ id: RunID, _ effect: EffectID) -> [SQL] {
        var statements = [("SELECT require_active_run(\(id))" as SQL).named("runs.require")]
        if let name = batch.tags[RunInfo.nameTag] {
            statements.append("UPDATE runs SET name = \(name) WHERE id = \(id)")
        }
        if !batch.parameters.isEmpty { statements.append(insertion(of: batch.parameters, id)) }
        if !batch.tags.isEmpty {
            let tags = TrackedTexts.upsert(batch.tags, into: "run_tags", "run_id", "\(id)")
            statements.append(tags.named("run_tags.upsert"))
        }
        if !batch.series.isEmpty {
            statements += [latest(batch.series, id), history(batch.series, id, effect)]
        }
        if !batch.modelMetrics.isEmpty { statements.append(modelMetrics(batch.modelMetrics)) }
        return statements
    }

    /// The same value again changes nothing; another value ends the transaction.
    private static func insertion(of parameters: [KeyedText], _ id: RunID) -> SQL {
        ("""
        INSERT INTO run_params (run_id, key, value)
        SELECT \(id), key, value
        FROM unnest(\(parameters.map(\.key)), \(parameters.map(\.value))) AS given (key, value)
        ON CONFLICT (run_id, key) DO UPDATE SET value = refuse_other_parameter(excluded.key)
            WHERE run_params.value <> excluded.value
        """ as SQL).named("run_params.insert")
    }

    /// Nearly every request names metrics that the run has already. To change those costs less than an insertion that
    /// finds them there, so only what is new is inserted.
    private static func latest(_ series: [MetricSeries], _ id: RunID) -> SQL {
        let points = series.map(\.latest)
        return
            ("""
        WITH given AS MATERIALIZED (
            SELECT * FROM unnest(\(points.map(\.key)), \(points.map(\.value)), \(points.map(\.timestampMs)),
                \(points.map(\.step))) AS point (key, value, timestamp_ms, step)
        ), newer AS (
            UPDATE run_metrics m SET value = given.value, timestamp_ms = given.timestamp_ms, step = given.step
            FROM given WHERE m.run_id = \(id) AND m.key = given.key AND \(isLater("given"))
            RETURNING 1
        )
        INSERT INTO run_metrics AS m (run_id, key, value, timestamp_ms, step)
        SELECT \(id), key, value, timestamp_ms, step FROM given
        WHERE (SELECT count(*) FROM newer) < \(points.count)
            AND NOT EXISTS (SELECT FROM run_metrics known WHERE known.run_id = \(id) AND known.key = given.key)
        ON CONFLICT (run_id, key) DO UPDATE
            SET value = excluded.value, timestamp_ms = excluded.timestamp_ms, step = excluded.step
            WHERE \(isLater("excluded"))
        """ as SQL).named("run_metrics.latest")
    }

    /// Whether the point is to take the place of that in `m`: by step, then timestamp, then value, NaN counting as zero.
    private static func isLater(_ point: StaticString) -> SQL {
        let point: SQL = "\(raw: point.description)"
        return """
            (\(point).step, \(point).timestamp_ms, coalesce(nullif(\(point).value, 'NaN'), 0))
                > (m.step, m.timestamp_ms, coalesce(nullif(m.value, 'NaN'), 0))
            """
    }

    /// The points of all series travel as three arrays, of which each row gets its part.
    private static func history(_ series: [MetricSeries], _ id: RunID, _ effect: EffectID) -> SQL {
        var ends: [Int32] = []
        for one in series { ends.append((ends.last ?? 0) + Int32(one.values.count)) }
        let starts = zip(ends, series).map { $0 - Int32($1.values.count) + 1 }
        let last = series.map(\.lastTimestampMs)
        return
            ("""
        INSERT INTO metric_history (run_id, key, effect_id, timestamps_ms, steps, values, last_timestamp_ms)
        SELECT \(id), key, \(effect), all_timestamps[first:last], all_steps[first:last], all_values[first:last], latest
        FROM unnest(\(series.map(\.key)), \(starts), \(ends), \(last)) AS given (key, first, last, latest),
            (SELECT \(series.flatMap(\.timestampsMs)) AS all_timestamps, \(series.flatMap(\.steps)) AS all_steps,
                \(series.flatMap(\.values)) AS all_values) points
        """ as SQL).named("metric_history.insert")
    }

    private static func modelMetrics(_ metrics: [ModelMetricPoint]) -> SQL {
        """
        INSERT INTO logged_model_metrics (model_id, key, timestamp_ms, step, run_id, value, dataset_name, dataset_digest)
        SELECT * FROM unnest(\(metrics.map(\.modelID)), \(metrics.map(\.point.key)),
            \(metrics.map(\.point.timestampMs)), \(metrics.map(\.point.step)), \(metrics.map(\.runID)),
            \(metrics.map(\.point.value)), \(metrics.map(\.datasetName)), \(metrics.map(\.datasetDigest)))
        ON CONFLICT DO NOTHING
        """
    }
}

// MARK: Refusals

extension PostgresTrackingStore {
    /// What the two functions of the schema that end a transaction mean in words.
    private func refusal(of batch: RunBatch, for id: RunID, _ error: PostgresError) async throws -> any Error
    {
        switch error.code {
        case .runNotActive:
            return try await runInfo(id) == nil ? TrackingFault.noRun(id.hex) : TrackingFault.deleted(id)
        case .parameterChanged:
            let rows = try await queries.rows(
                """
                SELECT key, value FROM run_params
                WHERE run_id = \(id) AND key = ANY (\(batch.parameters.map(\.key))) ORDER BY key
                """
            )
            for row in rows {
                let stored = KeyedText(key: try row.decode("key"), value: try row.decode("value"))
                guard let given = batch.parameters[stored.key], given != stored.value else { continue }
                return TrackingFault.parameterChanged(stored, to: given, of: id)
            }
            return error
        default: return error
        }
    }
}

extension PostgresError.Code {
    /// Raised by `require_active_run`.
    fileprivate static let runNotActive = Self(sqlState: "AS001")
    /// Raised by `refuse_other_parameter`.
    fileprivate static let parameterChanged = Self(sqlState: "AS002")
}

extension RunBatch {
    /// Counts and the digest of what the client sent; the values stand in the tables, under the entry's id.
    fileprivate var auditDetails: [String: JSONValue] {
        var details: [String: JSONValue] = ["request_digest": .string("sha256:" + digest.hex)]
        for (name, count) in [("metrics", metricCount), ("params", parameters.count), ("tags", tags.count)]
        where count > 0 {
            details[name] = .string(String(count))
        }
        if !truncatedKeys.isEmpty { details["truncated"] = .string(truncatedKeys.joined(separator: ", ")) }
        return details
    }
}

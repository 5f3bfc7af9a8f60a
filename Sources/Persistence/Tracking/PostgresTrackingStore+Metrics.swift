package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresTrackingStore {
    package func history(
        of key: String,
        ofRun id: RunID,
        page: SearchPageRequest
    ) async throws -> Page<MetricPoint> {
        let token = SearchPageToken(query: ["metric-history", id.hex, key])
        let after = try token.keys(of: page.token)
        let rows = try await queries.rows(
            Self.historyStatement(of: key, id, after: try Self.after(after), rowsMax: page.size + 1)
        )
        let points = try rows.prefix(page.size).map { try Self.point(key, $0) }
        let next = rows.count > page.size ? points.last : nil
        return Page(
            items: points,
            next: next.map {
                token.token(after: [.integer($0.timestampMs), .integer($0.step), .number($0.value)])
            }
        )
    }

    static func historyStatement(of key: String, _ id: RunID, after: SQL, rowsMax: Int) -> SQL {
        """
        SELECT DISTINCT timestamp_ms, step, value
        FROM metric_history h, unnest(h.timestamps_ms, h.steps, h.values) AS p (timestamp_ms, step, value)
        WHERE h.run_id = \(id) AND h.key = \(key) AND \(after)
        ORDER BY timestamp_ms, step, value LIMIT \(rowsMax)
        """
    }

    /// Rows whose last point lies before the page are passed over whole.
    private static func after(_ keys: [SearchPageToken.Key]?) throws -> SQL {
        guard let keys else { return "true" }
        guard case .integer(let timestamp)? = keys.first, case .integer(let step)? = keys.dropFirst().first,
            case .number(let value)? = keys.dropFirst(2).first
        else { throw SearchRefusal("Invalid page token: it belongs to another query.") }
        return """
            h.last_timestamp_ms >= \(timestamp)
                AND (p.timestamp_ms, p.step, p.value) > (\(timestamp), \(step), \(value))
            """
    }

    package func samples(_ sampling: MetricSampling) async throws -> [RunMetricPoint] {
        var samples: [RunMetricPoint] = []
        for id in sampling.runIDs {
            let rows = try await queries.rows(Self.samples(of: sampling, id))
            samples += try rows.map { RunMetricPoint(runID: id, point: try Self.point(sampling.key, $0)) }
        }
        return samples
    }

    /// The first and the last point and others at even distances, by step, timestamp, value.
    private static func samples(of sampling: MetricSampling, _ id: RunID) -> SQL {
        let range: SQL =
            sampling.steps.map { "p.step BETWEEN \($0.lowerBound) AND \($0.upperBound)" } ?? "true"
        return """
            WITH points AS (
                SELECT DISTINCT timestamp_ms, step, value
                FROM metric_history h, unnest(h.timestamps_ms, h.steps, h.values) AS p (timestamp_ms, step, value)
                WHERE h.run_id = \(id) AND h.key = \(sampling.key) AND \(range)
            ), numbered AS (
                SELECT *, row_number() OVER (ORDER BY step, timestamp_ms, value) - 1 AS position,
                    count(*) OVER () AS total
                FROM points
            )
            SELECT timestamp_ms, step, value FROM numbered
            WHERE total <= \(sampling.samplesMax) OR position = total - 1
                OR position * (\(sampling.samplesMax) - 1) / nullif(total - 1, 0)
                    > (position - 1) * (\(sampling.samplesMax) - 1) / nullif(total - 1, 0)
                OR position = 0 AND \(sampling.samplesMax) > 1
            ORDER BY step, timestamp_ms, value
            """
    }

    private static func point(_ key: String, _ row: PostgresRow) throws -> MetricPoint {
        MetricPoint(
            key: key,
            value: try row.decode("value"),
            timestampMs: try row.decode("timestamp_ms"),
            step: try row.decode("step")
        )
    }
}

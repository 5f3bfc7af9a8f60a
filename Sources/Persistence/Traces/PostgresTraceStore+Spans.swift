package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresTraceStore {
    /// Characters of what the root took in and gave back that a trace shows.
    private static let previewCharactersMax = 1_000

    package func addSpans(
        _ spans: [TraceSpan],
        to experiment: ExperimentID,
        under grant: borrowing Grant
    ) async throws -> Recorded<SpanReceipt> {
        let (now, creator) = (grant.grantedAt, grant.actor.principalID)
        let ids = Array(Set(spans.map(\.traceID))).sorted()
        return try await ledger.record("Spans", under: grant) { connection in
            for id in ids {
                let known = try await connection.queryOne(
                    Self.upsert(id, spans.filter { $0.traceID == id }, experiment, now, creator)
                )
                guard known != nil else {
                    throw StoreFault.conflict(
                        detail: "\(TraceInfo.thing(id)) was deleted, or belongs to another experiment."
                    )
                }
            }
            _ = try await connection.execute(Self.insert(spans))
            _ = try await connection.pipeline(
                ids.map { id in Self.fillTags(id, spans.filter { $0.traceID == id }, experiment) }
            )
            let receipt = SpanReceipt(experimentID: experiment, traceIDs: ids, spanCount: spans.count)
            return try Change(
                receipt,
                ChangedSubject(id: ids.count == 1 ? ids[0] : "\(experiment)"),
                details: ["spans": .string("\(spans.count)"), "traces": .string("\(ids.count)")]
            )
        }
    }

    /// What spans can tell of their trace counts only until the client tells of the trace itself.
    private static func upsert(
        _ id: String,
        _ spans: [TraceSpan],
        _ experiment: ExperimentID,
        _ now: Instant,
        _ creator: PrincipalID
    ) -> SQL {
        let root = spans.first { $0.parentID == nil }
        let begin = (spans.map(\.startedAtNs).min() ?? 0) / 1_000_000
        let end = root.map { $0.endedAtNs / 1_000_000 }
        let state: TraceInfo.State = root.map { $0.status == .error ? .error : .ok } ?? .inProgress
        let duration = end.map { max(0, $0 - begin) }
        let (asked, answered) = (preview(root?.inputs), preview(root?.outputs))
        return """
            INSERT INTO traces AS t (id, experiment_id, state, requested_at_ms, duration_ms, request_preview,
                response_preview, is_described, created_at, created_by)
            VALUES (\(id), \(experiment.number), \(state.rawValue), \(begin), \(optional: duration), \(optional: asked),
                \(optional: answered), false, \(now), \(creator))
            ON CONFLICT (id) DO UPDATE SET
                state = CASE WHEN t.is_described OR \(root == nil) THEN t.state ELSE excluded.state END,
                requested_at_ms = CASE WHEN t.is_described THEN t.requested_at_ms
                    ELSE least(t.requested_at_ms, excluded.requested_at_ms) END,
                duration_ms = CASE WHEN t.is_described OR \(root == nil) THEN t.duration_ms
                    ELSE excluded.duration_ms END,
                request_preview = coalesce(t.request_preview, excluded.request_preview),
                response_preview = coalesce(t.response_preview, excluded.response_preview)
            WHERE t.deleted_at IS NULL AND t.experiment_id = excluded.experiment_id
            RETURNING id
            """
    }

    private static func preview(_ text: String?) -> String? {
        text.map { String($0.unicodeScalars.prefix(previewCharactersMax)) }
    }

    private static func insert(_ spans: [TraceSpan]) -> SQL {
        // One row for each span: of two with the same id the last one counts.
        var latest: [String: TraceSpan] = [:]
        for span in spans { latest["\(span.traceID)/\(span.id)"] = span }
        let rows = latest.sorted { $0.key < $1.key }.map(\.value)
        return """
            INSERT INTO trace_spans (trace_id, id, parent_id, name, kind, status, started_at_ns, ended_at_ns, content)
            SELECT s.trace_id, s.id, nullif(s.parent_id, ''), s.name, s.kind, s.status, s.started, s.ended, s.content
            FROM unnest(\(rows.map(\.traceID)), \(rows.map(\.id)), \(rows.map { $0.parentID ?? "" }),
                \(rows.map(\.name)), \(rows.map(\.kind)), \(rows.map(\.status.rawValue)),
                \(rows.map(\.startedAtNs)), \(rows.map(\.endedAtNs)), \(rows.map(\.content)))
                AS s (trace_id, id, parent_id, name, kind, status, started, ended, content)
            ON CONFLICT (trace_id, id) DO UPDATE SET parent_id = excluded.parent_id, name = excluded.name,
                kind = excluded.kind, status = excluded.status, started_at_ns = excluded.started_at_ns,
                ended_at_ns = excluded.ended_at_ns, content = excluded.content
            """
    }

    /// Where the spans are, which clients look up to read them; a name given by the client stays.
    private static func fillTags(_ id: String, _ spans: [TraceSpan], _ experiment: ExperimentID) -> SQL {
        var tags = [
            "mlflow.trace.spansLocation": "TRACKING_STORE",
            "mlflow.artifactLocation": artifacts(id, experiment),
        ]
        if let root = spans.first(where: { $0.parentID == nil }) { tags["mlflow.traceName"] = root.name }
        let sorted = tags.sorted { $0.key < $1.key }
        return """
            INSERT INTO trace_tags (trace_id, key, value)
            SELECT \(id), p.key, p.value FROM unnest(\(sorted.map(\.key)), \(sorted.map(\.value))) AS p (key, value)
            ON CONFLICT (trace_id, key) DO NOTHING
            """
    }
}

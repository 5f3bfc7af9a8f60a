package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresTraceStore {
    package func record(_ trace: TraceInfo, under grant: borrowing Grant) async throws -> Recorded<TraceInfo>
    {
        let now = grant.grantedAt
        return try await ledger.record(TraceInfo.thing(trace.id), under: grant) { connection in
            let made = try await connection.queryOne(
                """
                INSERT INTO traces AS t (id, experiment_id, client_request_id, state, requested_at_ms, duration_ms,
                    request_preview, response_preview, is_described, created_at, created_by)
                VALUES (\(trace.id), \(trace.experimentID.number), \(optional: trace.clientRequestID), \(trace.state.rawValue),
                    \(trace.requestedAtMs), \(optional: trace.durationMs), \(optional: trace.requestPreview),
                    \(optional: trace.responsePreview), true, \(now), \(trace.createdBy))
                ON CONFLICT (id) DO UPDATE SET client_request_id = excluded.client_request_id, state = excluded.state,
                    requested_at_ms = excluded.requested_at_ms, duration_ms = excluded.duration_ms,
                    request_preview = excluded.request_preview, response_preview = excluded.response_preview,
                    is_described = true
                WHERE t.deleted_at IS NULL AND t.experiment_id = excluded.experiment_id
                RETURNING id
                """
            )
            guard made != nil else { throw Self.taken(trace.id) }
            var tags = trace.tags
            tags["mlflow.artifactLocation"] = Self.artifacts(trace.id, trace.experimentID)
            var metadata = trace.metadata
            metadata["mlflow.trace.infoFinalized"] = "true"
            _ = try await connection.pipeline(
                [
                    Self.putPairs("trace_tags", trace.id, tags),
                    Self.putPairs("trace_metadata", trace.id, metadata),
                ] + (try Self.putAssessments(trace, at: now))
            )
            let recorded = try await Self.read(trace.id, on: connection)
            return try Change(
                recorded,
                recorded.subject,
                details: ["experiment": .string("\(trace.experimentID)")]
            )
        }
    }

    private static func taken(_ id: String) -> StoreFault {
        .conflict(detail: "\(TraceInfo.thing(id)) was deleted, or belongs to another experiment.")
    }

    static func artifacts(_ id: String, _ experiment: ExperimentID) -> String {
        "mlflow-artifacts:/" + ArtifactRoot(experimentID: experiment, kind: .trace, ownerID: id).path
    }

    static func putPairs(_ table: String, _ id: String, _ pairs: [String: String]) -> SQL {
        let sorted = pairs.sorted { $0.key < $1.key }
        return """
            INSERT INTO \(identifier: table) (trace_id, key, value)
            SELECT \(id), p.key, p.value FROM unnest(\(sorted.map(\.key)), \(sorted.map(\.value))) AS p (key, value)
            ON CONFLICT (trace_id, key) DO UPDATE SET value = excluded.value
            """
    }

    /// They were checked and have their ids.
    private static func putAssessments(_ trace: TraceInfo, at now: Instant) throws -> [SQL] {
        try trace.assessments.compactMap { content in
            guard let members = content.object, let id = members["assessment_id"]?.string else { return nil }
            let assessment = TraceAssessment(id: id, traceID: trace.id, content: members)
            return try insertion(of: assessment, at: now, by: trace.createdBy)
        }
    }

    package func setTag(_ key: String, to value: String?, of id: String, under grant: borrowing Grant)
        async throws -> Recorded<TraceInfo>
    {
        try await ledger.record(TraceInfo.thing(id), under: grant) { connection in
            _ = try await connection.execute("SELECT FROM traces WHERE id = \(id) FOR UPDATE")
            let before = try await Self.read(id, on: connection)
            if let value {
                _ = try await connection.execute(Self.putPairs("trace_tags", id, [key: value]))
            } else {
                guard before.tags[key] != nil else {
                    throw StoreFault.notFound(what: "Tag \(key) of trace \(id)")
                }
                _ = try await connection.execute(
                    "DELETE FROM trace_tags WHERE trace_id = \(id) AND key = \(key)"
                )
            }
            let after = try await Self.read(id, on: connection)
            return try Change(after, after.subject, before: before, details: ["tag": .string(key)])
        }
    }

    package func deleteTraces(
        _ selection: TraceSelection,
        of experiment: ExperimentID,
        under grant: borrowing Grant
    ) async throws -> Recorded<DeletedTraces> {
        let now = grant.grantedAt
        let chosen: SQL =
            switch selection {
            case .ids(let ids): "id = ANY (\(ids))"
            case .olderThan(let ms, let limit):
                """
                id IN (SELECT id FROM traces WHERE experiment_id = \(experiment.number) AND deleted_at IS NULL
                    AND requested_at_ms <= \(ms) ORDER BY requested_at_ms, id LIMIT \(Int64(limit)))
                """
            }
        return try await ledger.record("Traces of experiment \(experiment)", under: grant) { connection in
            let rows = try await connection.query(
                """
                UPDATE traces SET deleted_at = \(now), request_preview = NULL, response_preview = NULL,
                    client_request_id = NULL
                WHERE experiment_id = \(experiment.number) AND deleted_at IS NULL AND \(chosen) RETURNING id
                """
            )
            let ids = try rows.map { try $0.decode("id", as: String.self) }.sorted()
            _ = try await connection.pipeline([
                "DELETE FROM trace_spans WHERE trace_id = ANY (\(ids))",
                "DELETE FROM trace_metadata WHERE trace_id = ANY (\(ids))",
                "DELETE FROM trace_tags WHERE trace_id = ANY (\(ids))",
                "DELETE FROM trace_assessments WHERE trace_id = ANY (\(ids))",
                "DELETE FROM trace_links WHERE trace_id = ANY (\(ids))",
            ])
            return try Change(
                DeletedTraces(ids: ids),
                ChangedSubject(id: "\(experiment)"),
                details: ["traces": .string("\(ids.count)")]
            )
        }
    }
}

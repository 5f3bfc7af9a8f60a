import Catalog
import FoundationEssentials
import Identifiers
import PostgresClient

extension TraceInfo {
    static func thing(_ id: String) -> String { "Trace \(id)" }

    /// Pairs and assessments come as JSON texts, so that a page of traces is one query.
    static let columns: SQL = """
        t.id, t.experiment_id, t.client_request_id, t.state, t.requested_at_ms, t.duration_ms, t.request_preview,
            t.response_preview, t.created_by,
            (SELECT coalesce(json_object_agg(m.key, m.value), '{}')::text FROM trace_metadata m
                WHERE m.trace_id = t.id) AS metadata,
            (SELECT coalesce(json_object_agg(g.key, g.value), '{}')::text FROM trace_tags g
                WHERE g.trace_id = t.id) AS tags,
            (SELECT coalesce('[' || string_agg(a.content, ',' ORDER BY a.created_at, a.id) || ']', '[]')
                FROM trace_assessments a WHERE a.trace_id = t.id) AS assessments
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            experimentID: ExperimentID(try row.decode("experiment_id", as: Int64.self)),
            clientRequestID: try row.decode("client_request_id"),
            state: State(rawValue: try row.decode("state")) ?? .unspecified,
            requestedAtMs: try row.decode("requested_at_ms"),
            durationMs: try row.decode("duration_ms"),
            requestPreview: try row.decode("request_preview"),
            responsePreview: try row.decode("response_preview"),
            metadata: try Self.pairs(try row.decode("metadata")),
            tags: try Self.pairs(try row.decode("tags")),
            assessments: try Self.document(try row.decode("assessments")).array ?? [],
            createdBy: try row.decode("created_by")
        )
    }

    private static func document(_ text: String) throws -> JSONValue {
        try JSONValue(parsing: Array(text.utf8), roundsLongIntegers: true)
    }

    private static func pairs(_ text: String) throws -> [String: String] {
        try document(text).object?.compactMapValues(\.string) ?? [:]
    }

    var subject: ChangedSubject { ChangedSubject(id: id) }
}

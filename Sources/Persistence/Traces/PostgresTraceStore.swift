package import Access
package import Catalog
import Identifiers
package import PostgresClient

/// Traces in PostgreSQL.
package struct PostgresTraceStore: TraceStore {
    let queries: StoreQueries
    let ledger: Ledger

    package init(pool: PostgresPool) {
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
    }

    package func teams(of experiments: [ExperimentID]) async throws -> [ExperimentID: GroupID?] {
        let ids = experiments.map(\.number)
        let rows = try await queries.rows(
            "SELECT id, owner_team_id FROM experiments WHERE id = ANY (\(ids)) AND deleted_at IS NULL"
        )
        var teams: [ExperimentID: GroupID?] = [:]
        for row in rows {
            let id = ExperimentID(try row.decode("id", as: Int64.self))
            teams.updateValue(try row.decode("owner_team_id", as: GroupID?.self), forKey: id)
        }
        return teams
    }

    package func traces(_ ids: [String]) async throws -> [TraceInfo] {
        try await queries.rows(
            "SELECT \(TraceInfo.columns) FROM traces t WHERE t.id = ANY (\(ids)) AND t.deleted_at IS NULL"
        )
        .map(TraceInfo.init)
    }

    package func spans(of ids: [String]) async throws -> [String: [String]] {
        let rows = try await queries.rows(
            """
            SELECT trace_id, content FROM trace_spans WHERE trace_id = ANY (\(ids))
            ORDER BY trace_id, started_at_ns, id
            """
        )
        var spans: [String: [String]] = [:]
        for row in rows {
            spans[try row.decode("trace_id"), default: []].append(try row.decode("content"))
        }
        return spans
    }

    static func read(_ id: String, on connection: PostgresConnection) async throws -> TraceInfo {
        let row = try await connection.queryOne(
            "SELECT \(TraceInfo.columns) FROM traces t WHERE t.id = \(id) AND t.deleted_at IS NULL"
        )
        guard let row else { throw TrackingFault.noTrace(id) }
        return try TraceInfo(row)
    }
}

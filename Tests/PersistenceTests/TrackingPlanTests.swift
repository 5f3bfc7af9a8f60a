import Access
import Catalog
import Identifiers
import PostgresClient
import Testing

@testable import Persistence

/// On one experiment with 20,000 runs, each with 5 metrics of 20 points in two requests.
@Suite("What tracking's hottest queries cost")
struct TrackingPlanTests {
    private static func fill(_ tracking: TrackingFixture) async throws -> RunID {
        let run = try await tracking.run()
        let superuser = tracking.fixture.superuser
        let statements: [SQL] = [
            """
            INSERT INTO runs (id, experiment_id, name, started_at_ms, created_by, created_at)
            SELECT gen_random_uuid(), 0, 'run', n, r.created_by, r.created_at FROM runs r, generate_series(1, 20000) n
            """,
            "INSERT INTO run_tags (run_id, key, value) SELECT id, 'team', 'blue' FROM runs",
            "INSERT INTO run_tags (run_id, key, value) SELECT id, 'commit', md5(id::text) FROM runs",
            "INSERT INTO run_params (run_id, key, value) SELECT id, 'depth', started_at_ms FROM runs",
            """
            INSERT INTO run_metrics (run_id, key, value, timestamp_ms, step)
            SELECT id, 'm' || n, started_at_ms, 0, 0 FROM runs, generate_series(1, 5) n
            """,
            """
            INSERT INTO metric_history (run_id, key, effect_id, timestamps_ms, steps, values, last_timestamp_ms)
            SELECT id, 'm' || n, gen_random_uuid(), array_fill(0::bigint, ARRAY[10]), array_fill(0::bigint, ARRAY[10]),
                array_fill(0::float8, ARRAY[10]), 0
            FROM runs, generate_series(1, 5) n, generate_series(1, 2) request
            """,
            "ANALYZE runs", "ANALYZE run_tags", "ANALYZE run_params", "ANALYZE run_metrics",
            "ANALYZE metric_history",
        ]
        for statement in statements { _ = try await superuser.execute(statement) }
        return run
    }

    private static func search(_ filter: String?, order: [String] = []) throws -> SQL {
        let search = RunSearch(
            experimentIDs: [.byDefault],
            clauses: try SearchGrammar.runs.clauses(filter),
            order: try SearchGrammar.runs.order(order),
            view: .active
        )
        return try PostgresTrackingStore.query(search).statement(
            for: SearchPageRequest(size: 100, token: nil)
        )
    }

    @Test("They go by an index, and within the planner's cost that was allowed for them")
    func costs() async throws {
        try await withTracking { tracking in
            let run = try await Self.fill(tracking)
            let queries: [(name: String, sql: SQL, index: String, costMax: Double)] = [
                ("a run", "\(Run.selection) WHERE r.id = \(run)", "run_metrics_pkey", 200),
                (
                    "a history",
                    PostgresTrackingStore.historyStatement(of: "m3", run, after: "true", rowsMax: 25_001),
                    "metric_history_pkey", 100
                ),
                ("the first page of runs", try Self.search(nil), "runs_listing", 12_000),
                ("runs by a rare tag", try Self.search("tags.commit = 'abc'"), "run_tags_value", 1_000),
                ("runs by a common tag", try Self.search("tags.team = 'blue'"), "runs_listing", 15_000),
                (
                    "runs by the value of a parameter", try Self.search("params.depth = '77'"),
                    "run_params_value", 1_000
                ),
                (
                    "runs by a metric", try Self.search("metrics.m3 > 100 AND tags.team = 'blue'"),
                    "runs_listing",
                    15_000
                ),
            ]
            for query in queries {
                let plan = try await tracking.fixture.superuser.query("EXPLAIN \(query.sql)").map {
                    try $0.decode("QUERY PLAN", as: String.self)
                }
                let text = plan.joined(separator: "\n")
                #expect(text.contains(query.index), "\(query.name): \(text)")
                #expect(!text.contains("Seq Scan on metric_history"), "\(query.name): \(text)")
                #expect(!text.contains("Seq Scan on run_metrics"), "\(query.name): \(text)")
                #expect(try Self.cost(plan) <= query.costMax, "\(query.name): \(text)")
            }
        }
    }

    /// The total cost of the plan's top, as in `Limit  (cost=0.42..8.44 rows=1 width=8)`.
    private static func cost(_ plan: [String]) throws -> Double {
        let top = try #require(plan.first)
        let range = try #require(top.split(separator: "cost=").last?.split(separator: " ").first)
        return try #require(range.split(separator: "..").last.flatMap { Double($0) })
    }
}

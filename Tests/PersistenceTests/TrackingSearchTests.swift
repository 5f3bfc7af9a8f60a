import Access
import Catalog
import Identifiers
import Persistence
import TestSupport
import Testing

@Suite("Searching runs and logged models")
struct TrackingSearchTests {
    /// Four runs `r0`…`r3`; `loss` is 0.0, 0.5, NaN and absent.
    private static func withRuns(
        _ body: (TrackingFixture, [String]) async throws -> Void
    ) async throws {
        try await withTracking { tracking in
            var names: [String] = []
            for (index, loss) in [0.0, 0.5, .nan, nil].enumerated() {
                tracking.fixture.clock.advance(seconds: 1)
                let run = try await tracking.run(named: "r\(index)")
                names.append("r\(index)")
                let points = loss.map { [MetricPoint(key: "loss", value: $0, timestampMs: 0, step: 0)] } ?? []
                let parameters = index == 0 ? [] : [KeyedText(key: "depth", value: "\(index)")]
                let tags = [KeyedText(key: "odd", value: index.isMultiple(of: 2) ? "no" : "yes")]
                try await tracking.log(points, parameters: parameters, tags: tags, into: run)
            }
            try await body(tracking, names)
        }
    }

    @Test(
        "A filter finds exactly the runs that satisfy all its clauses",
        arguments: [
            ("metrics.loss < 1", ["r1", "r0"]), ("metrics.loss > 0", ["r1"]),
            ("metrics.loss != 0.5", ["r2", "r0"]),
            ("params.depth IS NULL", ["r0"]),
            ("params.depth IS NOT NULL AND tags.odd = 'yes'", ["r3", "r1"]),
            ("params.depth LIKE '%2'", ["r2"]), ("attributes.run_name ILIKE 'R_'", ["r3", "r2", "r1", "r0"]),
            ("tags.none != 'x'", []), ("attributes.status = 'RUNNING' AND metrics.loss = 0", ["r0"]),
            ("attributes.run_id = 'no such run'", []),
        ]
    )
    func filters(_ filter: String, _ expected: [String]) async throws {
        try await Self.withRuns { tracking, _ in
            let found = try await tracking.search(filter)
            #expect(found == expected)
        }
    }

    @Test(
        "Pages of one run each come to the same order as one page, NaN behind numbers and absence last",
        arguments: [
            ([], ["r3", "r2", "r1", "r0"]), (["metrics.loss ASC"], ["r0", "r1", "r2", "r3"]),
            (["metrics.loss DESC"], ["r1", "r0", "r2", "r3"]),
            (["params.depth DESC"], ["r3", "r2", "r1", "r0"]),
            (["tags.odd ASC", "attributes.run_name ASC"], ["r0", "r2", "r1", "r3"]),
            (["attributes.start_time ASC"], ["r0", "r1", "r2", "r3"]),
            (["attributes.end_time DESC"], ["r3", "r2", "r1", "r0"]),
            (["run_id ASC"], ["r0", "r1", "r2", "r3"]),
        ]
    )
    func orders(_ order: [String], _ expected: [String]) async throws {
        try await Self.withRuns { tracking, _ in
            let (whole, paged) = (
                try await tracking.search(nil, order: order),
                try await tracking.search(nil, order: order, pageSize: 1)
            )
            #expect(whole == expected)
            #expect(paged == expected)
        }
    }

    @Test("A page token of another search is refused")
    func foreignToken() async throws {
        try await Self.withRuns { tracking, _ in
            let search = RunSearch(experimentIDs: [.byDefault], clauses: [], order: [], view: .active)
            let first = try await tracking.store.runs(search, page: SearchPageRequest(size: 1, token: nil))
            let other = RunSearch(experimentIDs: [.byDefault], clauses: [], order: [], view: .all)
            await #expect(throws: SearchRefusal.self) {
                try await tracking.store.runs(other, page: SearchPageRequest(size: 1, token: first.next))
            }
        }
    }

    @Test("Logged models are found by what was measured on some data, and ordered by it")
    func loggedModels() async throws {
        try await withTracking { tracking in
            let run = try await tracking.run()
            for (index, name) in ["a", "b", "c"].enumerated() {
                let model = try await tracking.loggedModel(name, source: run)
                for (data, value) in [("train", Double(index)), ("test", Double(-index))] {
                    let point = MetricPoint(
                        key: "acc",
                        value: value,
                        timestampMs: data == "test" ? 2 : 1,
                        step: 0
                    )
                    try await tracking.log([point], measuring: model, on: data, into: run)
                }
            }
            func found(_ filter: String?, _ data: String?, descending: Bool) async throws -> [String] {
                let search = LoggedModelSearch(
                    experimentIDs: [.byDefault],
                    clauses: try SearchGrammar.loggedModels.clauses(filter),
                    datasets: data.map { [.init(name: $0, digest: nil)] } ?? [],
                    order: [.init(SearchOrder(.metric, "acc", isDescending: descending), datasetName: data)]
                )
                return try await tracking.pages(2) { try await tracking.store.loggedModels(search, page: $0) }
                    .map(\.info.name)
            }
            #expect(try await found("metrics.acc > 0", "train", descending: true) == ["c", "b"])
            #expect(try await found("metrics.acc > 0", "test", descending: true) == [])
            #expect(try await found(nil, "test", descending: true) == ["a", "b", "c"])
            #expect(try await found(nil, nil, descending: false) == ["c", "b", "a"])
            let pending = "source_run_id = '\(run.hex)' AND status = 'LOGGED_MODEL_PENDING'"
            #expect(try await found(pending, nil, descending: true).count == 3)
        }
    }
}

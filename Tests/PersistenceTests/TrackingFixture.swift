import Access
import Catalog
import Identifiers
import Persistence
import PostgresClient
import Signing

/// A tracking store over a database that exists only while a test runs, with short ways to fill it.
struct TrackingFixture: Sendable {
    let fixture: PersistenceFixture
    let store: PostgresTrackingStore

    func grant(_ action: Action) throws -> Grant { try fixture.grant(action) }

    func experiment(_ name: String) async throws -> ExperimentID {
        let draft = ExperimentDraft(name: name, artifactLocation: nil, tags: [])
        return try await store.createExperiment(draft, under: grant(.experimentsCreate)).value.id
    }

    @discardableResult
    func run(in experiment: ExperimentID = .byDefault, named name: String = "run") async throws -> RunID {
        let draft = RunDraft(
            id: .new(at: fixture.now),
            experimentID: experiment,
            name: name,
            userClaim: "",
            startedAtMs: fixture.now.microseconds / 1000,
            tags: []
        )
        return try await store.createRun(draft, under: grant(.runsCreate)).value.id
    }

    func loggedModel(_ name: String, source: RunID?) async throws -> LoggedModelID {
        let draft = LoggedModelDraft(
            experimentID: .byDefault,
            name: name,
            modelType: "",
            sourceRunID: source,
            parameters: [],
            tags: []
        )
        return try await store.createLoggedModel(draft, under: grant(.runsCreate)).value.id
    }

    @discardableResult
    func log(
        _ points: [MetricPoint],
        parameters: [KeyedText] = [],
        tags: [KeyedText] = [],
        measuring model: LoggedModelID? = nil,
        on data: String? = nil,
        into run: RunID
    ) async throws -> Recorded<LoggedBatch> {
        let batch = RunBatch(
            series: MetricSeries.grouping(points) ?? [],
            modelMetrics: model.map { model in
                points.map {
                    ModelMetricPoint(
                        modelID: model,
                        runID: run,
                        point: $0,
                        datasetName: data,
                        datasetDigest: nil
                    )
                }
            } ?? [],
            parameters: parameters.sorted { $0.key < $1.key },
            tags: tags.sorted { $0.key < $1.key },
            digest: Digest.sha256(of: [])
        )
        return try await store.log(batch, into: run, under: grant(.runsUpdate))
    }

    func history(_ key: String, of run: RunID, pageSize: Int = 25_000) async throws -> [MetricPoint] {
        try await pages(pageSize) { try await store.history(of: key, ofRun: run, page: $0) }
    }

    /// The names of the runs in `Default` that the filter finds.
    func search(_ filter: String?, order: [String] = [], pageSize: Int = 100) async throws -> [String] {
        let search = RunSearch(
            experimentIDs: [.byDefault],
            clauses: try SearchGrammar.runs.clauses(filter),
            order: try SearchGrammar.runs.order(order),
            view: .active
        )
        return try await pages(pageSize) { try await store.runs(search, page: $0) }.map(\.info.name)
    }

    /// All items of all pages.
    func pages<Item>(_ size: Int, _ page: (SearchPageRequest) async throws -> Page<Item>) async throws
        -> [Item]
    {
        var (items, token): ([Item], String?) = ([], nil)
        repeat {
            let next = try await page(SearchPageRequest(size: size, token: token))
            items += next.items
            token = next.next
        } while token != nil
        return items
    }

    /// How many deadlocks the database has seen.
    func deadlocks() async throws -> Int64 {
        let row = try await fixture.superuser.queryOne(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        )
        return try row?.decode("deadlocks") ?? -1
    }
}

func withTracking(
    connectionsMax: Int = 4,
    _ body: (TrackingFixture) async throws -> Void
) async throws {
    try await withPersistence(connectionsMax: connectionsMax) { fixture in
        try await body(TrackingFixture(fixture: fixture, store: PostgresTrackingStore(pool: fixture.pool)))
    }
}

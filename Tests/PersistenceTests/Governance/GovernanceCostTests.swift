import Access
import Catalog
import Identifiers
import PostgresClient
import Testing

@testable import Persistence

/// On 90,000 models with 180,000 versions. What is counted are pages of 8 KiB that a query touched: unlike time, the
/// same on every machine.
@Suite("What governance's queries cost at size")
struct GovernanceCostTests {
    private typealias Query = (name: String, statement: SQL, pagesMax: Int)

    private static func queries(_ fixture: PersistenceFixture) async throws -> [Query] {
        try await lineage(fixture) + inventory() + histories()
    }

    private static func lineage(_ fixture: PersistenceFixture) async throws -> [Query] {
        func key(_ kind: LineageNode.Kind, _ text: String) async throws -> LineageNode.Key {
            let row = try await fixture.superuser.queryOne("SELECT md5(\(text))::uuid AS id")
            return LineageNode.Key(kind, try #require(row).decode("id", as: LineageNode.ID.self))
        }
        func reach(_ key: LineageNode.Key, _ direction: LineageGraph.Direction) -> SQL {
            PostgresGovernanceStore.reachStatement(key, direction, depthMax: 10, nodesMax: 1_000)
        }
        let (data, deployed) = (
            try await key(.datasetVersion, "data 1000"), try await key(.deployment, "deployment 45000")
        )
        let version = try await key(.modelVersion, "version 45000 1")
        return [
            ("from a dataset version to every deployment", reach(data, .downstream), 20_000),
            ("from a deployment to its data", reach(deployed, .upstream), 500),
            (
                "the links between them", PostgresGovernanceStore.linksStatement([data, version, deployed]),
                2_000
            ),
        ]
    }

    private static func inventory() throws -> [Query] {
        func page(
            after: String? = nil,
            gap: InventoryEntry.Gap? = nil,
            lifecycle: Lifecycle? = nil,
            dataset: String? = nil,
            environment: String? = nil
        ) throws -> SQL {
            let search = InventorySearch(
                models: ModelSearch(),
                gap: gap,
                lifecycle: lifecycle,
                dataset: try dataset.map(ResourceName.init),
                environment: environment
            )
            let page = try #require(PageRequest(size: 50, after: after))
            return try PostgresGovernanceStore.inventoryStatement(
                search,
                page,
                at: Instant(seconds: 1_800_000_000)
            )
        }
        return [
            ("a page of the inventory", try page(), 5_000),
            ("a page in the middle", try page(after: LargeCatalog.modelName), 5_000),
            ("what is in production", try page(lifecycle: .production), 5_000),
            ("what runs somewhere", try page(environment: "production"), 60_000),
            ("what was made from a dataset", try page(dataset: LargeCatalog.datasetName), 8_000),
            ("what has no card", try page(gap: .cardMissing), 5_000),
        ]
    }

    private static func histories() throws -> [Query] {
        let model = ModelReference.name(try ResourceName(LargeCatalog.modelName)).condition
        let page = try #require(PageRequest(size: 50))
        func history(_ tables: SQL, _ condition: SQL) throws -> SQL {
            try PostgresRegistryStore.historyStatement(columns: "1", from: tables, where: condition, page)
        }
        return [
            (
                "a version's lifecycle",
                try history(
                    "lifecycle_changes h JOIN model_versions v ON v.id = h.version_id JOIN models m ON m.id = v.model_id",
                    "\(model) AND v.number = 1"
                ), 100
            ),
            (
                "a model's aliases",
                try history("alias_changes h JOIN models m ON m.id = h.model_id", model), 100
            ),
            (
                "a model's owners",
                try history("ownership_changes h JOIN models m ON m.id = h.model_id", model), 100
            ),
            (
                "a model's names",
                try history("name_changes h JOIN models m ON m.id = h.model_id", model), 100
            ),
        ]
    }

    @Test("Lineage either way, inventory and histories touch what they answer with, not the whole catalog")
    func costs() async throws {
        try await withPersistence { fixture in
            try await LargeCatalog.fill(fixture)
            for query in try await Self.queries(fixture) {
                let rows = try await fixture.superuser.query(
                    "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) \(query.statement)"
                )
                let plan = try rows.map { try $0.decode("QUERY PLAN", as: String.self) }
                let text = plan.joined(separator: "\n")
                let pages = try #require(Self.pages(plan), "\(query.name):\n\(text)")
                #expect(pages <= query.pagesMax, "\(query.name), \(pages) pages:\n\(text)")
            }
        }
    }

    /// The sum of the first line like `Buffers: shared hit=12 read=3`, which is the whole plan's.
    private static func pages(_ plan: [String]) -> Int? {
        guard let line = plan.first(where: { $0.contains("Buffers: ") }) else { return nil }
        return line.split(separator: " ").reduce(0) { sum, word in
            let parts = word.split(separator: "=")
            guard parts.count == 2, ["hit", "read"].contains(parts[0]) else { return sum }
            return sum + (Int(parts[1].filter(\.isNumber)) ?? 0)
        }
    }
}

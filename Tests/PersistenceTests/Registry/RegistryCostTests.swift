import Access
import Catalog
import Identifiers
import PostgresClient
import Testing

@testable import Persistence

@Suite("What the registry's hottest queries cost")
struct RegistryCostTests {
    private static let modelCount = 20_000

    /// Models with two tags and two versions each; every first version has the same tag.
    private static func fill(_ fixture: PersistenceFixture) async throws {
        let workspace = try await Workspace(fixture)
        let (team, person) = ("\(workspace.team.id)", "\(workspace.person.id)")
        let statements: [SQL] = [
            """
            INSERT INTO models (id, name, owner_team_id, accountable_id, purpose, risk_class, created_at, created_by,
                updated_at, version_count)
            SELECT gen_random_uuid(), 'bench-' || lpad(i::text, 6, '0'), \(team)::uuid, \(person)::uuid, '',
                'unclassified', '2026-01-01'::timestamptz + i * interval '1 second', \(person)::uuid,
                '2026-01-01'::timestamptz + i * interval '1 second', 2
            FROM generate_series(1, \(modelCount)::integer) i
            """,
            """
            INSERT INTO model_tags SELECT id, 'team', 'team' || (row_number() OVER () % 50) FROM models
            """,
            """
            INSERT INTO model_versions (id, model_id, number, lifecycle, source, run_id, created_at, created_by, updated_at)
            SELECT gen_random_uuid(), m.id, v, 'candidate', 's3://b/' || m.name || '/' || v, md5(m.name), m.created_at,
                \(person)::uuid, m.created_at
            FROM models m, generate_series(1, 2) v WHERE m.name <> 'fraud'
            """,
            "INSERT INTO version_tags SELECT id, 'git', 'abc' FROM model_versions WHERE number = 1",
            """
            INSERT INTO version_tags SELECT id, 'commit', md5(id::text) FROM model_versions
            """,
            """
            INSERT INTO model_aliases (model_id, alias, version_id, set_at, set_by)
            SELECT model_id, 'champion', id, now(), \(person)::uuid FROM model_versions WHERE number = 2
            """,
            "ANALYZE",
        ]
        for statement in statements { _ = try await fixture.superuser.execute(statement) }
    }

    private static func queries() throws -> [(name: String, statement: SQL, costMax: Double)] {
        let name = try ResourceName("bench-010000")
        let condition = ModelReference.name(name).condition
        func models(_ filter: String?, after: [SearchPageToken.Key]? = nil) throws -> SQL {
            let clauses = try SearchGrammar.registeredModels.clauses(filter)
            return try RegistrySearchPlan(
                models: RegistrySearch(clauses: clauses, order: [], size: 100, after: after)
            ).statement
        }
        func versions(_ filter: String?, after: [SearchPageToken.Key]? = nil) throws -> SQL {
            let clauses = try SearchGrammar.modelVersions.clauses(filter)
            return try RegistrySearchPlan(
                versions: RegistrySearch(clauses: clauses, order: [], size: 100, after: after)
            ).statement
        }
        let middle = Int64(1_767_225_600_000_000 + 10_000_000_000)
        return [
            ("a model", "\(RegisteredModel.selection) WHERE \(condition)", 200),
            ("a model as clients see it", PostgresRegistryStore.listedModelQuery(name), 500),
            ("its newest versions", RegisteredModel.newestVersions(where: condition), 1000),
            ("a version", PostgresRegistryStore.versionQuery(1, of: name), 100),
            (
                "a version by alias", PostgresRegistryStore.aliasQuery(try AliasName("champion"), of: name),
                100
            ),
            ("a page of models", try models(nil), 8000),
            ("a page in the middle", try models(nil, after: [.text("bench-010000")]), 8000),
            ("models by tag", try models("tags.team = 'team7'"), 20_000),
            ("a page of versions", try versions(nil), 3000),
            (
                "a page of versions in the middle",
                try versions(nil, after: [.integer(middle), .text("bench-010000"), .integer(2)]), 3000
            ),
            ("versions by a common tag", try versions("tags.git = 'abc'"), 3000),
            ("versions by a rare tag", try versions("tags.commit = 'a'"), 500),
            ("versions of a run", try versions("run_id = 'a'"), 500),
            ("versions of a model", try versions("name = 'bench-010000'"), 500),
            ("versions from a source", try versions("source_path = 's3://b/x'"), 500),
        ]
    }

    @Test("Each finds its rows through an index, for a cost that does not grow with the tables")
    func costs() async throws {
        try await withPersistence { fixture in
            try await Self.fill(fixture)
            for query in try Self.queries() {
                let rows = try await fixture.superuser.query("EXPLAIN \(query.statement)")
                let plan = try rows.map { try $0.decode("QUERY PLAN", as: String.self) }
                let shown = "\(query.name):\n\(plan.joined(separator: "\n"))"
                let cost = try #require(Self.totalCost(plan.first ?? ""), "\(shown)")
                #expect(cost < query.costMax, "\(shown)")
                for table in ["models", "model_versions", "version_tags", "model_tags", "model_aliases"] {
                    #expect(!plan.contains { $0.contains("Seq Scan on \(table) ") }, "\(shown)")
                }
            }
        }
    }

    /// The second number of `cost=0.42..123.45`.
    private static func totalCost(_ line: String) -> Double? {
        guard let range = line.firstRange(of: "cost=") else { return nil }
        let numbers = line[range.upperBound...].prefix { $0 != " " }.split(
            separator: ".",
            omittingEmptySubsequences: true
        )
        guard numbers.count == 4 else { return nil }
        return Double("\(numbers[2]).\(numbers[3])")
    }
}

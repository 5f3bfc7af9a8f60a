import Access
import Catalog
import Identifiers
import Persistence
import PostgresClient
import TestSupport
import Testing

@Suite("Searching the registry")
struct RegistrySearchTests {
    private static func models(
        _ filter: String?,
        order: [String] = [],
        size: Int = 100,
        after: [SearchPageToken.Key]? = nil,
        _ fixture: PersistenceFixture
    ) async throws -> RegistryPage<ListedModel> {
        try await fixture.registry.searchModels(
            RegistrySearch(
                clauses: try SearchGrammar.registeredModels.clauses(filter),
                order: try SearchGrammar.registeredModels.order(order),
                size: size,
                after: after
            )
        )
    }

    private static func versions(
        _ filter: String?,
        order: [String] = [],
        size: Int = 100,
        after: [SearchPageToken.Key]? = nil,
        _ fixture: PersistenceFixture
    ) async throws -> RegistryPage<RegisteredVersion> {
        try await fixture.registry.searchVersions(
            RegistrySearch(
                clauses: try SearchGrammar.modelVersions.clauses(filter),
                order: try SearchGrammar.modelVersions.order(order),
                size: size,
                after: after
            )
        )
    }

    private static func fill(_ fixture: PersistenceFixture) async throws {
        let workspace = try await Workspace(fixture)
        for index in 0..<6 {
            var draft = try Workspace.modelDraft("m\(index)", team: workspace.team, person: workspace.person)
            draft.tags = [try RegistryTag(key: "team", value: "team\(index % 2)")]
            if index == 5 { draft.tags.append(try RegistryTag(key: RegistryTag.promptKey, value: "true")) }
            if index == 4 { draft.tags.append(try RegistryTag(key: RegistryTag.promptKey, value: "false")) }
            fixture.clock.advance(seconds: 1)
            let model = try await fixture.catalog.createModel(
                draft,
                under: try fixture.grant(.modelsCreate)
            ).value
            for _ in 0...(index % 2) {
                var version = RegistryFixture.draft(source: "s3://b/\(index)", run: "run\(index)")
                version.tags = draft.tags
                fixture.clock.advance(seconds: 1)
                _ = try await fixture.registry.registerVersion(
                    of: model.name,
                    version,
                    under: try fixture.grant(.versionsCreate)
                )
            }
        }
    }

    @Test("A filter finds the models that fulfil all its clauses, and prompts only when it asks for them")
    func modelFilters() async throws {
        try await withPersistence { fixture in
            try await Self.fill(fixture)
            let expected: [(String?, [String])] = [
                (nil, ["fraud", "m0", "m1", "m2", "m3", "m4"]),
                ("tags.team = 'team0'", ["m0", "m2", "m4"]),
                ("tags.team = 'team1' AND name != 'm1'", ["m3"]),
                (
                    "name LIKE 'm%' AND tag.`mlflow.prompt.is_prompt` != 'true'",
                    ["m0", "m1", "m2", "m3", "m4"]
                ),
                ("tag.`mlflow.prompt.is_prompt` = 'true'", ["m5"]),
                ("name ILIKE 'M_' AND tags.team LIKE '%1'", ["m1", "m3"]),
                ("name IN ('m1', 'm4', 'nothing')", ["m1", "m4"]),
                ("tags.none != 'x'", []),
            ]
            for (filter, names) in expected {
                let found = try await Self.models(filter, fixture).items.map(\.name.text)
                #expect(found == names, "\(filter ?? "")")
            }
        }
    }

    @Test("What a page shows of each model is what the model itself shows, with few versions and with many")
    func shown() async throws {
        try await withPersistence { fixture in
            try await Self.fill(fixture)
            let (few, many) = (try ResourceName("m1"), try ResourceName("m2"))
            for _ in 0..<18 {
                fixture.clock.advance(seconds: 1)
                let draft = RegistryFixture.draft()
                _ = try await fixture.registry.registerVersion(
                    of: many,
                    draft,
                    under: try fixture.grant(.versionsCreate)
                )
            }
            for (name, number, stage) in [
                (few, 1, RegistryStage.staging), (many, 3, .production), (many, 7, .staging),
                (many, 19, .archived),
            ] {
                _ = try await fixture.registry.moveVersion(
                    number,
                    of: name,
                    LifecycleMove(.stage(stage), archivesOthers: false, isPromotion: true),
                    expecting: nil,
                    under: try fixture.grant(.versionsPromote)
                )
            }
            for (alias, number) in [("trial", 7), ("blue", 3), ("red", 3)] {
                _ = try await fixture.registry.moveAlias(
                    try AliasName(alias),
                    of: many,
                    to: number,
                    under: try fixture.grant(.aliasesWrite)
                )
            }
            let page = try await Self.models(nil, fixture).items
            #expect(page.count == 6)
            for shown in page {
                let model = try #require(try await fixture.registry.registeredModel(named: shown.name))
                #expect(shown == model.listed)
                #expect(try await fixture.registry.listedModel(named: shown.name) == shown)
            }
            let rich = try #require(page.first { $0.name == many })
            #expect(rich.aliases.map(\.name) == ["blue", "red", "trial"])
            #expect(rich.latestVersions.map(\.number) == [18, 7, 3, 19])
        }
    }

    @Test("A filter finds versions by model, run, source, number and tag, the latest changed first")
    func versionFilters() async throws {
        try await withPersistence { fixture in
            try await Self.fill(fixture)
            let expected: [(String?, [String])] = [
                (nil, ["m4/1", "m3/2", "m3/1", "m2/1", "m1/2", "m1/1", "m0/1", "fraud/1"]),
                ("name = 'm3'", ["m3/2", "m3/1"]),
                ("run_id = 'run1' AND version_number > 1", ["m1/2"]),
                ("source_path = 's3://b/2'", ["m2/1"]),
                ("tags.team = 'team0'", ["m4/1", "m2/1", "m0/1"]),
                ("tag.`mlflow.prompt.is_prompt` = 'true'", ["m5/2", "m5/1"]),
                ("version_number < 0", []),
            ]
            for (filter, names) in expected {
                let found = try await Self.versions(filter, fixture).items.map {
                    "\($0.version.modelName)/\($0.version.number)"
                }
                #expect(found == names, "\(filter ?? "")")
            }
        }
    }

    @Test(
        "Pages of every order follow each other without a gap and without a repeat",
        arguments: [
            [], ["name DESC"], ["last_updated_timestamp DESC"], ["creation_timestamp", "name DESC"],
        ]
    )
    func modelPages(order: [String]) async throws {
        try await withPersistence { fixture in
            try await Self.fill(fixture)
            let whole = try await Self.models(nil, order: order, fixture).items.map(\.name.text)
            var names: [String] = []
            var after: [SearchPageToken.Key]?
            repeat {
                let page = try await Self.models(nil, order: order, size: 2, after: after, fixture)
                names += page.items.map(\.name.text)
                after = page.next
            } while after != nil
            #expect(names == whole)
            #expect(names.count == 6)
        }
    }

    @Test(
        "Pages of versions follow each other as well",
        arguments: [[], ["version_number DESC"], ["name", "version_number"]]
    )
    func versionPages(order: [String]) async throws {
        try await withPersistence { fixture in
            try await Self.fill(fixture)
            let whole = try await Self.versions(nil, order: order, fixture).items.map(\.version.id)
            var ids: [ModelVersionID] = []
            var after: [SearchPageToken.Key]?
            repeat {
                let page = try await Self.versions(nil, order: order, size: 3, after: after, fixture)
                ids += page.items.map(\.version.id)
                after = page.next
            } while after != nil
            #expect(ids == whole)
            #expect(ids.count == 8)
        }
    }
}

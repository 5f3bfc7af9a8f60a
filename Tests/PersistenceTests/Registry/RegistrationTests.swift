import Access
import Catalog
import Persistence
import Testing

@Suite("Registering in one round trip")
struct RegistrationTests {
    private static func register(
        _ name: ResourceName,
        _ fixture: PersistenceFixture,
        _ draft: RegisteredVersionDraft
    ) async throws -> RegisteredVersion {
        try await fixture.registry.registerVersion(
            of: name,
            draft,
            under: try fixture.grant(.versionsCreate)
        ).value
    }

    @Test(
        "A version of a model just read is stored as it is given back",
        arguments: [[], [("stage", "blue"), ("team", "a")]]
    )
    func versionAtOnce(tags: [(key: String, value: String)]) async throws {
        try await withPersistence { fixture in
            let name = try await Workspace(fixture).model.name
            let draft = RegistryFixture.draft(
                tags: try tags.map { try RegistryTag(key: $0.key, value: $0.value) },
                modelSeen: try await fixture.catalog.model(named: name)
            )
            let made = try await Self.register(name, fixture, draft)
            #expect(made.version.number == 2)
            #expect(try await fixture.registry.registeredVersion(2, of: name) == made)
            #expect(try await fixture.catalog.model(named: name)?.versionCount == 2)
        }
    }

    @Test(
        "Whoever read a model before others made versions of it gets the number after theirs, and one entry"
    )
    func versionAfterOthers() async throws {
        try await withPersistence { fixture in
            let name = try await Workspace(fixture).model.name
            let seen = try #require(try await fixture.catalog.model(named: name))
            let before = try await fixture.entryCount()
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await Self.register(name, fixture, RegistryFixture.draft(modelSeen: seen))
                            .version.number
                    }
                }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect(numbers == Set(2...9))
            #expect(try await fixture.catalog.model(named: name)?.versionCount == 9)
            #expect(try await fixture.entryCount() == before + 8)
        }
    }

    @Test("A model that was renamed or deleted since it was read gets no version under its old name")
    func versionOfGoneModel() async throws {
        try await withPersistence { fixture in
            let name = try await Workspace(fixture).model.name
            let seen = try #require(try await fixture.catalog.model(named: name))
            _ = try await fixture.registry.renameModel(
                name,
                to: try ResourceName("fraud-2"),
                under: try fixture.grant(.modelsUpdate)
            )
            let before = try await fixture.entryCount()
            await #expect(throws: StoreFault.notFound(what: "Model \"\(name)\"")) {
                _ = try await Self.register(name, fixture, RegistryFixture.draft(modelSeen: seen))
            }
            #expect(try await fixture.entryCount() == before)
        }
    }

    @Test("A model is stored as it is given back, whether or not the names of its owners came with it")
    func modelAtOnce() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            var draft = try Workspace.modelDraft("named", team: workspace.team, person: workspace.person)
            draft.tags = [try RegistryTag(key: "a", value: "b")]
            let named = try await fixture.catalog.createModel(
                draft,
                under: try fixture.grant(.modelsCreate)
            ).value
            (draft.name, draft.ownerNames) = (try ResourceName("unnamed"), nil)
            let unnamed = try await fixture.catalog.createModel(
                draft,
                under: try fixture.grant(.modelsCreate)
            ).value
            for made in [named, unnamed] {
                #expect(try await fixture.catalog.model(named: made.name) == made)
                #expect(try await fixture.registry.registeredModel(named: made.name)?.tags == draft.tags)
            }
            #expect(named.ownerTeamName == unnamed.ownerTeamName)
            #expect(named.accountableName == unnamed.accountableName)
        }
    }
}

import Access
import Catalog
import Identifiers
import Persistence
import PostgresClient
import Testing

@Suite("The registry")
struct RegistryStoreTests {
    private static func register(
        _ name: ResourceName,
        _ fixture: PersistenceFixture,
        _ draft: RegisteredVersionDraft = RegistryFixture.draft()
    ) async throws -> RegisteredVersion {
        try await fixture.registry.registerVersion(
            of: name,
            draft,
            under: try fixture.grant(.versionsCreate)
        ).value
    }

    private static func move(
        _ number: Int,
        _ name: ResourceName,
        _ target: LifecycleMove.Target,
        archivesOthers: Bool = false,
        isPromotion: Bool = true,
        _ fixture: PersistenceFixture
    ) async throws -> RegisteredVersion {
        try await fixture.registry.moveVersion(
            number,
            of: name,
            LifecycleMove(target, archivesOthers: archivesOthers, isPromotion: isPromotion),
            expecting: nil,
            under: try fixture.grant(isPromotion ? .versionsPromote : .versionsTransition)
        ).value
    }

    @Test("A version from a run's folder has the files of the folder, sealed, and points to where they lie")
    func fromRun() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            _ = try await RegistryFixture(fixture, workspace)
            let name = workspace.model.name
            let source = VersionSource.artifacts(.run, ownerID: RegistryFixture.run, path: "clf")
            let draft = RegistryFixture.draft(
                source: "runs:/\(RegistryFixture.run)/clf",
                source,
                run: RegistryFixture.run
            )
            let made = try await Self.register(name, fixture, draft).version
            let files = try await fixture.catalog.files(ofVersion: 2, of: name)
            #expect(files.map(\.path.text) == ["MLmodel", "data/model.pkl"])
            #expect(files.map(\.digest) == Array(RegistryFixture.digests.prefix(2)))
            #expect(made.state == .sealed)
            #expect(made.lifecycle == .candidate)
            #expect(made.manifestDigest == (try Manifest(files: files).digest))
            #expect(
                made.origin?.storageLocation == "mlflow-artifacts:/0/\(RegistryFixture.run)/artifacts/clf"
            )
            #expect(try await fixture.catalog.version(2, of: name) == made)
        }
    }

    @Test(
        "A version from a logged model knows the run that made it; a copy knows both and has the same digest"
    )
    func fromLoggedModel() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            _ = try await RegistryFixture(fixture, workspace)
            let name = workspace.model.name
            let id = RegistryFixture.loggedModel
            let draft = RegistryFixture.draft(
                source: "models:/\(id)",
                .artifacts(.loggedModel, ownerID: id, path: ""),
                model: id
            )
            let made = try await Self.register(name, fixture, draft).version
            #expect(made.origin?.runID == RegistryFixture.run)
            #expect(made.origin?.storageLocation == "mlflow-artifacts:/0/models/\(id)/artifacts")
            #expect(made.fileCount == 3)
            let copied = RegistryFixture.draft(source: "models:/fraud/2", .version(2, of: name))
            let copy = try await Self.register(name, fixture, copied).version
            #expect(copy.number == 3)
            #expect(copy.manifestDigest == made.manifestDigest)
            #expect(copy.origin?.runID == RegistryFixture.run)
            #expect(copy.origin?.loggedModelID == id)
            #expect(copy.origin?.storageLocation == made.origin?.storageLocation)
            #expect(copy.origin?.source == "models:/fraud/2")
        }
    }

    @Test("A version from elsewhere has no files and takes none")
    func fromElsewhere() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let name = workspace.model.name
            let made = try await Self.register(name, fixture, RegistryFixture.draft(run: "theirs"))
            #expect(made.version.manifestDigest == nil)
            #expect(made.version.origin?.runID == "theirs")
            #expect(made.creatorName == "ada@example.com")
            #expect(try await fixture.registry.registeredVersion(2, of: name) == made)
            await #expect(throws: StoreFault.self) {
                _ = try await fixture.catalog.attachFile(
                    try Workspace.file("new.bin", at: fixture.now),
                    toVersion: 2,
                    of: name,
                    under: try fixture.grant(.filesWrite)
                )
            }
        }
    }

    @Test("Sixteen clients that register at once all succeed, with numbers one after the other")
    func atOnce() async throws {
        try await withPersistence(connectionsMax: 8) { fixture in
            let workspace = try await Workspace(fixture)
            let name = workspace.model.name
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<16 {
                    group.addTask { try await Self.register(name, fixture).version.number }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(numbers.sorted() == Array(2...17))
        }
    }

    @Test("A number is never used twice, whatever was deleted")
    func numbers() async throws {
        try await withPersistence { fixture in
            let name = try await Workspace(fixture).model.name
            #expect(try await Self.register(name, fixture).version.number == 2)
            _ = try await fixture.registry.deleteVersion(
                2,
                of: name,
                expecting: nil,
                mayEndPromotions: false,
                under: try fixture.grant(.versionsRetire)
            )
            #expect(try await Self.register(name, fixture).version.number == 3)
        }
    }

    @Test("A deleted version is gone for MLflow and whole for us, its aliases taken away on record")
    func deletion() async throws {
        try await withPersistence { fixture in
            let name = try await Workspace(fixture).model.name
            let made = try await Self.register(
                name,
                fixture,
                RegistryFixture.draft(tags: [try RegistryTag(key: "a", value: "b")])
            )
            _ = try await fixture.registry.moveAlias(
                try AliasName("trial"),
                of: name,
                to: 2,
                under: try fixture.grant(.aliasesWrite)
            )
            _ = try await fixture.registry.deleteVersion(
                2,
                of: name,
                expecting: nil,
                mayEndPromotions: false,
                under: try fixture.grant(.versionsRetire)
            )
            #expect(try await fixture.registry.registeredVersion(2, of: name) == nil)
            #expect(
                try await fixture.registry.registeredVersion(aliased: AliasName("trial"), of: name) == nil
            )
            let kept = try #require(try await fixture.catalog.version(2, of: name))
            #expect(kept.deletedAt != nil)
            #expect(kept.lifecycle == .retired)
            #expect(kept.origin == made.version.origin)
            #expect(try await fixture.registry.tags(ofVersion: 2, of: .name(name)).map(\.key) == ["a"])
            let moves = try await fixture.registry.aliasHistory(
                of: .name(name),
                page: #require(PageRequest())
            ).items
            #expect(
                moves.map(\.event) == [
                    AliasMove(alias: "trial", from: 2, to: nil), AliasMove(alias: "trial", from: nil, to: 2),
                ]
            )
            let steps = try await fixture.registry.lifecycleHistory(
                ofVersion: 2,
                of: .name(name),
                page: #require(PageRequest())
            ).items
            #expect(steps.map(\.event.to) == [.retired, .candidate])
        }
    }

    @Test("A deleted model frees its name; by its id it keeps its versions and its history")
    func deletedModel() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let model = workspace.model
            try await fixture.endDeployments()
            let deleted = try await fixture.registry.deleteModel(
                model.name,
                expecting: nil,
                mayEndPromotions: false,
                under: try fixture.grant(.modelsRetire)
            ).value
            #expect(deleted.deletedAt != nil)
            #expect(try await fixture.catalog.model(named: model.name) == nil)
            #expect(try await fixture.registry.registeredModel(named: model.name) == nil)
            #expect(try await fixture.catalog.version(1, of: model.name) == nil)
            let again = try await fixture.catalog.createModel(
                Workspace.modelDraft("fraud", team: workspace.team, person: workspace.person),
                under: try fixture.grant(.modelsCreate)
            ).value
            #expect(again.id != model.id)
            #expect(try await fixture.catalog.model(.id(model.id)) == deleted)
            #expect(try await fixture.catalog.files(ofVersion: 1, of: .id(model.id)).count == 1)
            let page = try #require(PageRequest())
            let listed = try await fixture.catalog.models(
                matching: ModelSearch(onlyDeleted: true),
                page: page
            )
            #expect(listed.items == [deleted])
            #expect(try await fixture.catalog.models(matching: ModelSearch(), page: page).items == [again])
        }
    }

    @Test("A renamed model is found by the name it had")
    func renaming() async throws {
        try await withPersistence { fixture in
            let model = try await Workspace(fixture).model
            let renamed = try await fixture.registry.renameModel(
                model.name,
                to: try ResourceName("fraud-2"),
                under: try fixture.grant(.modelsUpdate)
            ).value
            #expect(renamed.id == model.id)
            let page = try #require(PageRequest())
            let found = try await fixture.catalog.models(
                matching: ModelSearch(formerName: "fraud"),
                page: page
            )
            #expect(found.items == [renamed])
            let names = try await fixture.registry.nameHistory(of: .id(model.id), page: page).items
            #expect(names.map(\.event) == [NameChange(modelID: model.id, from: "fraud", to: "fraud-2")])
        }
    }

    @Test("A transition may send those that were there before to the archive, all on record")
    func archiving() async throws {
        try await withPersistence { fixture in
            let name = try await Workspace(fixture).model.name
            for _ in 0..<3 { _ = try await Self.register(name, fixture) }
            _ = try await Self.move(2, name, .stage(.production), fixture)
            _ = try await Self.move(3, name, .stage(.production), fixture)
            let moved = try await Self.move(4, name, .stage(.production), archivesOthers: true, fixture)
            #expect(moved.version.lifecycle == .production)
            let model = try #require(try await fixture.registry.registeredModel(named: name))
            #expect(model.latestVersions.map(\.version.number) == [1, 4, 3])
            #expect(try await fixture.catalog.version(2, of: name)?.lifecycle == .deprecated)
            let steps = try await fixture.registry.lifecycleHistory(
                ofVersion: 2,
                of: .name(name),
                page: #require(PageRequest(size: 2))
            )
            #expect(steps.items.map(\.event.to) == [.deprecated, .production])
            #expect(steps.next != nil)
        }
    }

    @Test(
        "What is promoted neither comes nor goes without the promotion gate, even when it was promoted meanwhile"
    )
    func promotions() async throws {
        try await withPersistence { fixture in
            let name = try await Workspace(fixture).model.name
            for _ in 0..<2 { _ = try await Self.register(name, fixture) }
            await #expect(throws: StoreFault.self) {
                _ = try await Self.move(2, name, .lifecycle(.canary), isPromotion: false, fixture)
            }
            _ = try await Self.move(2, name, .lifecycle(.canary), fixture)
            for target: LifecycleMove.Target in [.stage(.archived), .lifecycle(.staging)] {
                await #expect(throws: StoreFault.self) {
                    _ = try await Self.move(2, name, target, isPromotion: false, fixture)
                }
            }
            await #expect(throws: StoreFault.self) {
                _ = try await Self.move(
                    3,
                    name,
                    .stage(.staging),
                    archivesOthers: true,
                    isPromotion: false,
                    fixture
                )
            }
            await #expect(throws: StoreFault.self) {
                _ = try await fixture.registry.deleteVersion(
                    2,
                    of: name,
                    expecting: nil,
                    mayEndPromotions: false,
                    under: try fixture.grant(.versionsRetire)
                )
            }
            await #expect(throws: StoreFault.self) {
                _ = try await fixture.registry.deleteModel(
                    name,
                    expecting: nil,
                    mayEndPromotions: false,
                    under: try fixture.grant(.modelsRetire)
                )
            }
        }
    }

    @Test("Other owners are on record with those before them")
    func transfers() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let unassigned = try #require(try await fixture.principals.group(named: Group.unassignedName))
            _ = try await fixture.catalog.updateModel(
                named: workspace.model.name,
                ModelChanges(ownerTeamID: unassigned.id),
                expecting: nil,
                under: try fixture.grant(.modelsTransfer)
            )
            let history = try await fixture.registry.ownershipHistory(
                of: .name(workspace.model.name),
                page: #require(PageRequest())
            ).items
            #expect(
                history.map(\.event) == [
                    OwnershipTransfer(
                        fromTeam: "risk",
                        toTeam: Group.unassignedName,
                        fromAccountable: "Bo",
                        toAccountable: "Bo"
                    )
                ]
            )
        }
    }
}

import Access
import Catalog
import Identifiers
import Persistence
import PostgresClient
import Signing
import Testing

@Suite("Models, versions and datasets")
struct CatalogStoreTests {
    @Test("Thirty-two creators at once get thirty-two different version numbers without a gap")
    func versionNumbers() async throws {
        try await withPersistence(connectionsMax: 16) { fixture in
            let workspace = try await Workspace(fixture)
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<32 {
                    group.addTask {
                        try await fixture.catalog.createVersion(
                            of: workspace.model.name,
                            description: "",
                            under: try fixture.grant(.versionsCreate)
                        ).value.number
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(numbers.sorted() == Array(2...33))
            let page = try #require(PageRequest(size: 10))
            let newest = try await fixture.catalog.versions(of: workspace.model.name, page: page)
            #expect(newest.items.map(\.number) == Array((24...33).reversed()))
        }
    }

    @Test("A change that expects another revision is refused with the one there is")
    func revisions() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let changes = ModelChanges(purpose: "Finds fraud")
            let changed = try await fixture.catalog.updateModel(
                named: workspace.model.name,
                changes,
                expecting: 1,
                under: try fixture.grant(.modelsUpdate)
            ).value
            #expect(changed.revision == 2)
            #expect(changed.purpose == "Finds fraud")
            #expect(changed.riskClass == .high)
            await #expect(throws: StoreFault.revisionMismatch(what: "Model \"fraud\"", current: 2)) {
                _ = try await fixture.catalog.updateModel(
                    named: workspace.model.name,
                    changes,
                    expecting: 1,
                    under: try fixture.grant(.modelsUpdate)
                )
            }
            #expect(try await fixture.catalog.model(named: workspace.model.name) == changed)
        }
    }

    @Test("A sealed version has the digest of its manifest and never changes again")
    func sealing() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let name = workspace.model.name
            let sealed = try await fixture.catalog.sealVersion(
                1,
                of: name,
                expecting: nil,
                under: try fixture.grant(.versionsSeal)
            ).value
            let files = try await fixture.catalog.files(ofVersion: 1, of: name)
            #expect(sealed.state == .sealed)
            #expect(sealed.manifestDigest == (try Manifest(files: files).digest))
            let contents = try await fixture.contents()
            for attempt in ["attach", "replace", "seal"] {
                let fault = await #expect(throws: StoreFault.self, "\(attempt)") {
                    if attempt == "seal" {
                        _ = try await fixture.catalog.sealVersion(
                            1,
                            of: name,
                            expecting: nil,
                            under: try fixture.grant(.versionsSeal)
                        )
                    } else {
                        let path = attempt == "attach" ? "new.bin" : "weights.bin"
                        _ = try await fixture.catalog.attachFile(
                            try Workspace.file(path, at: fixture.now),
                            toVersion: 1,
                            of: name,
                            under: try fixture.grant(.filesWrite)
                        )
                    }
                }
                guard case .conflict? = fault else { throw try #require(fault) }
            }
            for statement: SQL in ["DELETE FROM version_files", "UPDATE version_files SET path = 'x'"] {
                await #expect(throws: PostgresError.self) { _ = try await fixture.pool.execute(statement) }
            }
            #expect(try await fixture.contents() == contents)
        }
    }

    @Test("An empty version is not sealed")
    func emptyVersion() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let empty = try await fixture.catalog.createVersion(
                of: workspace.model.name,
                description: "",
                under: try fixture.grant(.versionsCreate)
            ).value
            let fault = await #expect(throws: StoreFault.self) {
                _ = try await fixture.catalog.sealVersion(
                    empty.number,
                    of: workspace.model.name,
                    expecting: nil,
                    under: try fixture.grant(.versionsSeal)
                )
            }
            guard case .conflict(let detail)? = fault else { throw try #require(fault) }
            #expect(detail.contains("no files"))
        }
    }

    @Test("A sealed version is found by exactly its files")
    func findByFiles() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let other = Digest.sha256(of: [9])
            #expect(try await fixture.catalog.sealedVersion(holding: [Workspace.fileDigest]) == nil)
            let sealed = try await fixture.catalog.sealVersion(
                1,
                of: workspace.model.name,
                expecting: nil,
                under: try fixture.grant(.versionsSeal)
            ).value
            #expect(try await fixture.catalog.sealedVersion(holding: [Workspace.fileDigest]) == sealed)
            #expect(try await fixture.catalog.sealedVersion(holding: [Workspace.fileDigest, other]) == nil)
            #expect(try await fixture.catalog.sealedVersion(holding: [other]) == nil)
            #expect(try await fixture.catalog.sealedVersion(holding: []) == nil)
        }
    }

    @Test("A file of the same path is replaced while the version is a draft")
    func replaceFile() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let path = try FilePath("weights.bin")
            let file = VersionFile(
                path: path,
                digest: Digest.sha256(of: [5]),
                sizeBytes: 1,
                createdAt: fixture.now
            )
            _ = try await fixture.catalog.attachFile(
                file,
                toVersion: 1,
                of: workspace.model.name,
                under: try fixture.grant(.filesWrite)
            )
            let version = try await fixture.catalog.version(1, of: workspace.model.name)
            #expect(try await fixture.catalog.files(ofVersion: 1, of: workspace.model.name) == [file])
            #expect(version?.fileCount == 1)
            #expect(version?.sizeBytes == 1)
            #expect(version?.revision == 3)
        }
    }

    @Test("What is wrong with a value is said with its field")
    func faultsNameTheField() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            func fault(_ change: (inout ModelDraft) -> Void) async throws -> StoreFault? {
                var draft = try Workspace.modelDraft("new", team: workspace.team, person: workspace.person)
                change(&draft)
                return await #expect(throws: StoreFault.self) {
                    _ = try await fixture.catalog.createModel(draft, under: try fixture.grant(.modelsCreate))
                }
            }
            let expected: [(String, (inout ModelDraft) -> Void)] = [
                ("owner_team_id", { $0.ownerTeamID = .new(at: fixture.now) }),
                ("accountable_id", { $0.accountableID = .new(at: fixture.now) }),
                ("purpose", { $0.purpose = String(repeating: "x", count: 4001) }),
                ("description", { $0.description = String(repeating: "x", count: 20_001) }),
                ("value", { $0.purpose = "a\u{0}b" }),
            ]
            for (field, change) in expected {
                guard case .invalid(field, _)? = try await fault(change) else {
                    Issue.record("\(field) is not named")
                    continue
                }
            }
            let name = try ResourceName("fraud")
            #expect(try await fault { $0.name = name } == .alreadyExists(what: "Model \"fraud\""))
        }
    }

    @Test("Pages follow each other without a gap and without a repeat")
    func paging() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            for name in ["a", "b", "c", "d", "e", "f"] {
                _ = try await fixture.catalog.createModel(
                    try Workspace.modelDraft(name, team: workspace.team, person: workspace.person),
                    under: try fixture.grant(.modelsCreate)
                )
            }
            var names: [String] = []
            var after: String?
            repeat {
                let request = try #require(PageRequest(size: 3, after: after))
                let page = try await fixture.catalog.models(matching: ModelSearch(), page: request)
                names += page.items.map(\.name.text)
                after = page.next
            } while after != nil
            #expect(names == ["a", "b", "c", "d", "e", "f", "fraud"])
            let wrong = try #require(PageRequest(after: "not a number"))
            await #expect(throws: StoreFault.self) {
                _ = try await fixture.catalog.versions(of: workspace.model.name, page: wrong)
            }
        }
    }

    @Test("Lineage is read from both sides, and a link is made once")
    func lineage() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            func link(_ role: LineageEdge.Role) async throws -> LineageEdge {
                try await fixture.catalog.linkDataset(
                    1,
                    of: workspace.dataset.name,
                    to: 1,
                    of: workspace.model.name,
                    as: role,
                    under: try fixture.grant(.lineageWrite)
                ).value
            }
            let edges = [try await link(.evaluation), try await link(.training)]
            #expect(try await fixture.catalog.lineage(ofVersion: 1, of: workspace.model.name) == edges)
            #expect(
                try await fixture.catalog.dependents(ofDatasetVersion: 1, of: workspace.dataset.name) == edges
            )
            let fault = await #expect(throws: StoreFault.self) { _ = try await link(.training) }
            guard case .alreadyExists? = fault else { throw try #require(fault) }
        }
    }

    @Test("A dataset version keeps the files its digest was computed over")
    func datasetFiles() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let files = try ["b.csv", "a/c.csv", "a.csv"].map { try Workspace.file($0, at: fixture.now) }
            let manifest = Manifest(files: files)
            let draft = DatasetVersionDraft(
                digest: try manifest.digest,
                digestOrigin: .computed,
                files: files,
                description: "all rows"
            )
            let made = try await fixture.catalog.createDatasetVersion(
                of: workspace.dataset.name,
                draft,
                under: try fixture.grant(.datasetsUpdate)
            ).value
            #expect(made.number == 2)
            #expect(made.files == manifest.files)
            #expect(try await fixture.catalog.datasetVersion(2, of: workspace.dataset.name) == made)
            let page = try await fixture.catalog.datasetVersions(
                of: workspace.dataset.name,
                page: try #require(PageRequest())
            )
            #expect(page.items == [made, workspace.datasetVersion])
        }
    }
}

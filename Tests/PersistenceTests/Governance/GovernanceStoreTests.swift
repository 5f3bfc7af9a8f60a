import Access
import Audit
import Catalog
import Identifiers
import PostgresClient
import Signing
import Testing

@testable import Persistence

@Suite("What governance keeps of a model")
struct GovernanceStoreTests {
    private static func withStore(
        _ body: (PostgresGovernanceStore, PersistenceFixture, Workspace) async throws -> Void
    ) async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            try await body(PostgresGovernanceStore(pool: fixture.pool), fixture, workspace)
        }
    }

    private static func card(_ text: String) -> CardDocument {
        CardReading(["intended_use": ["primary_uses": [.string(text)]]]).document
    }

    @Test("Every revision of a card stays, and a revision that somebody else has overtaken is refused")
    func cards() async throws {
        try await Self.withStore { store, fixture, workspace in
            let name = workspace.model.name
            func write(_ text: String, _ version: Int?, expecting: Int64?) async throws -> ModelCard {
                try await store.writeCard(
                    Self.card(text),
                    of: name,
                    version: version,
                    expecting: expecting,
                    under: try fixture.grant(.cardsWrite)
                ).value
            }
            #expect(try await write("first", nil, expecting: 0).revision == 1)
            #expect(try await write("second", nil, expecting: 1).revision == 2)
            #expect(try await write("own", 1, expecting: nil).versionNumber == 1)
            let entries = try await fixture.entryCount()
            await #expect(throws: StoreFault.self) { try await write("late", nil, expecting: 1) }
            #expect(try await fixture.entryCount() == entries)
            let page = try #require(PageRequest(size: 10))
            let history = try await store.cardHistory(of: name, version: nil, page: page).items
            #expect(history.map(\.revision) == [2, 1])
            #expect(try await store.card(of: name, version: 1)?.revision == 1)
            #expect(try await store.card(of: name, version: nil)?.digest == (try Self.card("second").digest))
        }
    }

    @Test("Lineage leads from a dataset version to where it runs, and back")
    func lineage() async throws {
        try await Self.withStore { store, fixture, workspace in
            _ = try await fixture.catalog.linkDataset(
                1,
                of: workspace.dataset.name,
                to: 1,
                of: workspace.model.name,
                as: .training,
                under: try fixture.grant(.lineageWrite)
            )
            func kinds(_ start: LineageStart, _ direction: LineageGraph.Direction) async throws -> Set<
                LineageNode.Kind
            > {
                let graph = try await store.lineage(
                    from: start,
                    direction,
                    depthMax: 8,
                    nodesMax: 100,
                    at: fixture.now
                )
                return Set(try #require(graph).nodes.map(\.key.kind))
            }
            let data = LineageStart.datasetVersion(workspace.dataset.name, 1)
            #expect(try await kinds(data, .downstream).isSuperset(of: [.modelVersion, .deployment]))
            let deployment = try #require(LineageStart("deployment:\(workspace.deployment.id)"))
            #expect(try await kinds(deployment, .upstream).isSuperset(of: [.modelVersion, .datasetVersion]))
        }
    }

    @Test("Lineage tells when a deployment began, and of one that ended when it did")
    func deploymentTimes() async throws {
        try await Self.withStore { store, fixture, workspace in
            let id = workspace.deployment.id
            func detail() async throws -> String? {
                let start = try #require(LineageStart("deployment:\(id)"))
                let graph = try await store.lineage(
                    from: start,
                    .upstream,
                    depthMax: 1,
                    nodesMax: 10,
                    at: fixture.now
                )
                return graph?.nodes.first { $0.key.kind == .deployment }?.detail
            }
            _ = try await fixture.superuser.execute(
                "UPDATE deployments SET deployed_at = '2025-03-01T08:00:00Z' WHERE id = \(id)"
            )
            #expect(try await detail() == "active since 2025-03-01T08:00:00Z")
            let grant = try fixture.grant(.deploymentsWrite)
            let endedAt = String(grant.grantedAt.rfc3339.prefix(19)) + "Z"
            _ = try await fixture.deployments.endDeployment(id, reason: "replaced", under: grant)
            #expect(try await detail() == "ended at \(endedAt)")
        }
    }

    @Test("A hold stops the purge of what was retired; once released, the files go and their names stay")
    func retention() async throws {
        try await Self.withStore { store, fixture, workspace in
            let (name, version) = (workspace.model.name, workspace.version)
            _ = try await fixture.deployments.endDeployment(
                workspace.deployment.id,
                reason: "replaced",
                under: try fixture.grant(.deploymentsWrite)
            )
            _ = try await store.retire(
                name,
                version: 1,
                RetirementDraft(reason: "replaced", successor: nil, effectiveAt: nil),
                under: try fixture.grant(.versionsRetire)
            )
            let free = try #require(try await store.retentionItem(version.id))
            let hold = try await store.placeHold(
                on: name,
                version: nil,
                reason: "case 7",
                under: try fixture.grant(.modelsHold)
            ).value
            let held = try #require(try await store.retentionItem(version.id))
            #expect(held.isHeld)
            for item in [free, held] {
                await #expect(throws: StoreFault.self) {
                    try await store.purge(
                        item,
                        keptUntil: fixture.now,
                        under: try fixture.grant(.versionsRetire)
                    )
                }
            }
            _ = try await store.releaseHold(
                hold.id,
                on: name,
                reason: "settled",
                under: try fixture.grant(.modelsHold)
            )
            #expect(try await store.holds(on: name).map(\.releaseReason) == ["settled"])
            let item = try #require(try await store.retentionItem(version.id))
            let purge = try await store.purge(
                item,
                keptUntil: fixture.now,
                under: try fixture.grant(.versionsRetire)
            ).value
            #expect(purge.files.map(\.digest) == [Workspace.fileDigest])
            #expect(try await store.purge(of: version.id)?.files == purge.files)
            #expect(try await fixture.catalog.files(ofVersion: 1, of: name).isEmpty)
        }
    }

    @Test("What an archive is written from says everything once, and a run's history comes in pieces")
    func documents() async throws {
        try await Self.withStore { store, _, workspace in
            let archived = try #require(try await store.archivedModel(workspace.model.name))
            #expect(archived.versions.map(\.number) == [1])
            let model = try JSONValue(parsing: try await store.modelDocument(archived.id))
            #expect(model["name"]?.string == workspace.model.name.text)
            let version = try JSONValue(parsing: try await store.versionDocument(workspace.version.id))
            #expect(version["files"]?.array?.count == 1)
            #expect(version["deployments"]?.array?.count == 1)
            let contents = try await store.archivedContents(of: archived.id, after: nil)
            #expect(contents.map(\.digest) == [Workspace.fileDigest])
            #expect(try await store.archivedContents(of: archived.id, after: Workspace.fileDigest).isEmpty)
        }
    }

    @Test("An import is whole or nothing, with one audit entry")
    func importing() async throws {
        try await Self.withStore { store, fixture, workspace in
            let file = try Workspace.file("weights.bin", at: fixture.now)
            func archive(_ name: String) throws -> ModelImport {
                ModelImport(
                    draft: try Workspace.modelDraft(name, team: workspace.team, person: workspace.person),
                    originName: try ResourceName("elsewhere"),
                    manifestDigest: Digest.sha256(of: [1]),
                    versions: [
                        ModelImport.Version(
                            number: 1,
                            description: "came along",
                            manifestDigest: try Manifest(files: [file]).digest,
                            files: [file],
                            card: Self.card("there")
                        )
                    ],
                    card: nil,
                    claims: []
                )
            }
            let (entries, before) = (try await fixture.entryCount(), try await fixture.contents())
            await #expect(throws: StoreFault.self) {
                try await store.importModel(
                    try archive(workspace.model.name.text),
                    under: try fixture.grant(.modelsImport)
                )
            }
            #expect(try await fixture.contents() == before)
            let made = try await store.importModel(
                try archive("moved"),
                under: try fixture.grant(.modelsImport)
            ).value
            #expect(made.versionCount == 1)
            #expect(try await fixture.entryCount() == entries + 1)
            let name = try ResourceName("moved")
            #expect(try await fixture.catalog.files(ofVersion: 1, of: name).count == 1)
            #expect(try await store.origin(of: name)?.originName.text == "elsewhere")
        }
    }
}

import Access
import Catalog
import Identifiers
import Persistence
import Testing

@Suite("Datasets under governance")
struct DatasetStoreTests {
    private static func governed(_ name: String, _ workspace: Workspace) throws -> DatasetDraft {
        DatasetDraft(
            name: try ResourceName(name),
            ownerTeamID: workspace.team.id,
            accountableID: workspace.person.id,
            purpose: "Trains the fraud model",
            description: "Closed claims with their outcome",
            licence: try Licence("cc-by-4.0"),
            sensitivity: .confidential,
            residency: [try Territory("DE"), try Territory("EU")],
            retention: RetentionRule(period: .days(365), action: .anonymise)
        )
    }

    @Test("All that is said of a dataset is kept, changed alone, and cleared when asked")
    func registryFields() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let draft = try Self.governed("outcomes", workspace)
            let made = try await fixture.catalog.createDataset(
                draft,
                under: try fixture.grant(.datasetsCreate)
            ).value
            #expect(made.accountableName == "Bo")
            #expect(made.licence?.text == "CC-BY-4.0")
            #expect(made.retention == draft.retention)
            #expect(made.residency == draft.residency)
            #expect(try await fixture.catalog.dataset(named: draft.name) == made)
            let end = RetentionRule(period: .until(Instant(seconds: 1_900_000_000)), action: .review)
            let changed = try await fixture.catalog.updateDataset(
                named: draft.name,
                DatasetChanges(licence: .clear, retention: .set(end)),
                expecting: 1,
                under: try fixture.grant(.datasetsUpdate)
            ).value
            var expected = made
            (expected.licence, expected.retention, expected.revision) = (nil, end, 2)
            #expect(changed == expected)
            await #expect(throws: StoreFault.revisionMismatch(what: "Dataset \"outcomes\"", current: 2)) {
                _ = try await fixture.catalog.updateDataset(
                    named: draft.name,
                    DatasetChanges(purpose: "x"),
                    expecting: 1,
                    under: try fixture.grant(.datasetsUpdate)
                )
            }
            #expect(workspace.dataset.sensitivity == .restricted)
        }
    }

    @Test("A version keeps the licence and the sensitivity of its day")
    func snapshots() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let name = workspace.dataset.name
            _ = try await fixture.catalog.updateDataset(
                named: name,
                DatasetChanges(licence: .set(try Licence("MIT")), sensitivity: .public),
                expecting: nil,
                under: try fixture.grant(.datasetsUpdate)
            )
            let draft = DatasetVersionDraft(
                digest: Workspace.fileDigest,
                digestOrigin: .claimed,
                files: [],
                description: ""
            )
            let second = try await fixture.catalog.createDatasetVersion(
                of: name,
                draft,
                under: try fixture.grant(.datasetsUpdate)
            ).value
            #expect(second.licence?.text == "MIT")
            #expect(second.sensitivity == .public)
            let first = try #require(try await fixture.catalog.datasetVersion(1, of: name))
            #expect(first.licence == nil)
            #expect(first.sensitivity == .restricted)
        }
    }

    @Test("A search finds by words, sensitivity, place, licence and team, page by page")
    func search() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            for name in ["outcomes-2025", "outcomes-2026", "letters"] {
                var draft = try Self.governed(name, workspace)
                if name == "letters" {
                    (draft.sensitivity, draft.licence, draft.residency) = (.public, try Licence("MIT"), [])
                    draft.description = "Scanned letters"
                }
                _ = try await fixture.catalog.createDataset(draft, under: try fixture.grant(.datasetsCreate))
            }
            let searches: [(DatasetSearch, [String])] = [
                (DatasetSearch(), ["claims", "letters", "outcomes-2025", "outcomes-2026"]),
                (DatasetSearch(text: "outcomes"), ["outcomes-2025", "outcomes-2026"]),
                (DatasetSearch(text: "claims closed 2026"), ["outcomes-2026"]),
                (DatasetSearch(text: "scan"), ["letters"]),
                (DatasetSearch(sensitivity: .restricted), ["claims"]),
                (DatasetSearch(residency: try Territory("de")), ["outcomes-2025", "outcomes-2026"]),
                (DatasetSearch(residency: try Territory("FR")), []),
                (DatasetSearch(licence: try Licence("Cc-By-4.0")), ["outcomes-2025", "outcomes-2026"]),
                (DatasetSearch(ownerTeamName: "nobody"), []),
                (DatasetSearch(text: "fraud", ownerTeamName: "risk", sensitivity: .public), ["letters"]),
            ]
            for (search, expected) in searches {
                var names: [String] = []
                var after: String?
                repeat {
                    let page = try await fixture.catalog.datasets(
                        matching: search,
                        page: try #require(PageRequest(size: 1, after: after))
                    )
                    names += page.items.map(\.name.text)
                    after = page.next
                } while after != nil
                #expect(names == expected, "\(search)")
            }
        }
    }

    @Test("A schema is said once, with the version or later, and comes back as it was")
    func schemas() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let name = workspace.dataset.name
            #expect(try await fixture.catalog.schema(ofDatasetVersion: 1, of: name) == nil)
            let schema = DatasetSchema(columns: [
                DatasetColumn(
                    name: "ä \"b\"",
                    type: try ColumnType("long"),
                    isNullable: true,
                    description: "x"
                ),
                DatasetColumn(name: "a", type: try ColumnType("str"), isNullable: false, description: ""),
            ])
            func describe() async throws -> DatasetVersion {
                try await fixture.catalog.describeDatasetVersion(
                    1,
                    of: name,
                    schema,
                    rowCount: 12,
                    sourceURI: try SourceURI("s3://b/k"),
                    under: try fixture.grant(.datasetsUpdate)
                ).value
            }
            let described = try await describe()
            #expect(described.facts.schemaDigest == (try schema.digest))
            #expect(described.facts.columnCount == 2)
            #expect(described.facts.rowCount == 12)
            #expect(try await fixture.catalog.schema(ofDatasetVersion: 1, of: name) == schema)
            #expect(try await fixture.catalog.datasetVersion(1, of: name) == described)
            let fault = await #expect(throws: StoreFault.self) { _ = try await describe() }
            guard case .conflict? = fault else { throw try #require(fault) }
        }
    }
}

import Access
import Audit
import Catalog
import Identifiers
import Persistence
import PostgresClient
import Testing

@Suite("Feature contracts")
struct FeatureStoreTests {
    private struct Lab {
        let fixture: PersistenceFixture
        let workspace: Workspace

        @discardableResult
        func contract(_ codes: [String: UInt8]) async throws -> FeatureContract {
            try await fixture.features.createContract(
                of: workspace.featureSet.name,
                try codes.map { try Workspace.feature($0, from: workspace.dataset.name, code: $1) },
                description: "",
                under: try fixture.grant(.featuresWrite)
            ).value
        }

        @discardableResult
        func name(_ contract: Int, forVersion number: Int) async throws -> ContractUse {
            try await fixture.features.nameContract(
                contract,
                of: workspace.featureSet.name,
                forVersion: number,
                of: workspace.model.name,
                under: try fixture.grant(.lineageWrite)
            ).value
        }

        func uses(_ isCurrent: Bool?) async throws -> [Int] {
            var versions: [Int] = []
            var after: String?
            repeat {
                let page = try await fixture.features.contractUses(
                    of: workspace.featureSet.name,
                    isCurrent: isCurrent,
                    page: try #require(PageRequest(size: 1, after: after))
                )
                versions += page.items.map(\.modelVersion)
                after = page.next
            } while after != nil
            return versions
        }
    }

    @Test("A contract is bound to the newest version of the dataset it names, and reads back as it was made")
    func binding() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            #expect(workspace.contract.features.first?.source?.version == 1)
            #expect(
                try await fixture.features.contract(1, of: workspace.featureSet.name) == workspace.contract
            )
            #expect(
                workspace.contract.digest == (try FeatureContract.digest(of: workspace.contract.features))
            )
        }
    }

    @Test("A changed contract flags every version that was trained on another promise, and only those")
    func flags() async throws {
        try await withPersistence { fixture in
            let lab = Lab(fixture: fixture, workspace: try await Workspace(fixture))
            for _ in 0..<2 {
                _ = try await fixture.catalog.createVersion(
                    of: lab.workspace.model.name,
                    description: "",
                    under: try fixture.grant(.versionsCreate)
                )
            }
            #expect(
                try await fixture.features.contractUse(ofVersion: 1, of: .name(lab.workspace.model.name))
                    == nil
            )
            #expect(try await lab.name(1, forVersion: 1).isCurrent)
            try await lab.name(1, forVersion: 2)
            #expect(try await lab.uses(false) == [])
            try await lab.contract(["spend": 2])
            try await lab.name(2, forVersion: 3)
            #expect(try await lab.uses(false) == [1, 2])
            #expect(try await lab.uses(true) == [3])
            #expect(try await lab.uses(nil) == [1, 2, 3])
            // Version 1 is trained again on the new one; then the first promise is made once more.
            #expect(try await lab.name(2, forVersion: 1).isCurrent)
            #expect(try await lab.uses(false) == [2])
            try await lab.contract(["spend": 1])
            #expect(try await lab.uses(false) == [1, 3])
            #expect(try await lab.uses(true) == [2])
            let history = try await fixture.superuser.queryOne(
                "SELECT count(*) AS ended FROM version_contracts WHERE ended_at IS NOT NULL"
            )
            #expect(try history?.decode("ended", as: Int.self) == 1)
        }
    }

    @Test("The entry that records a contract says how many versions it flags")
    func auditOfFlags() async throws {
        try await withPersistence { fixture in
            let lab = Lab(fixture: fixture, workspace: try await Workspace(fixture))
            try await lab.name(1, forVersion: 1)
            let made = try await fixture.features.createContract(
                of: lab.workspace.featureSet.name,
                [try Workspace.feature("spend", from: lab.workspace.dataset.name, code: 9)],
                description: "",
                under: try fixture.grant(.featuresWrite)
            )
            let event = try #require(try await fixture.event(made.effectID))
            #expect(event.details["flagged_versions"] == .string("1"))
        }
    }

    @Test("Sixteen contracts at once get sixteen numbers without a gap")
    func numbers() async throws {
        try await withPersistence(connectionsMax: 8) { fixture in
            let lab = Lab(fixture: fixture, workspace: try await Workspace(fixture))
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for code in 0..<16 {
                    group.addTask { try await lab.contract(["spend": UInt8(code)]).number }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(numbers.sorted() == Array(2...17))
        }
    }
}

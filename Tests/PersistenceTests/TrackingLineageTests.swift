import Access
import Catalog
import Identifiers
import Persistence
import Testing

@Suite("What runs used and made")
struct TrackingLineageTests {
    private static func claim(_ digest: String, _ name: String = "rows") -> DatasetClaim {
        DatasetClaim(name: name, digest: digest, sourceType: "s3", source: "{}", schema: nil, profile: "{}")
    }

    private static func input(_ claim: DatasetClaim, _ named: String? = nil) throws -> DatasetInput {
        let tag = named.map { [KeyedText(key: DatasetInput.versionTag, value: $0)] } ?? []
        return DatasetInput(
            claim: claim,
            tags: [KeyedText(key: DatasetInput.contextTag, value: "training")] + tag,
            registered: named.flatMap { RegisteredDatasetVersion($0) }
        )
    }

    @Test(
        "A claim is tied to the registered version that a tag names or that a full digest belongs to, else to none"
    )
    func links() async throws {
        try await withTracking { tracking in
            let workspace = try await Workspace(tracking.fixture)
            let (name, number) = (workspace.dataset.name, workspace.datasetVersion.number)
            let inputs = [
                try Self.input(Self.claim("8c1f00aa", "short")),
                try Self.input(Self.claim("9d2e11bb", "tagged"), "\(name)/\(number)"),
                try Self.input(Self.claim("sha256:" + workspace.datasetVersion.digest.hex, "whole")),
            ]
            let run = try await tracking.run()
            _ = try await tracking.store.logInputs(
                RunInputsDraft(datasets: inputs, models: []),
                ofRun: run,
                under: tracking.grant(.runsUpdate)
            )
            let stored = try #require(try await tracking.store.run(run)).datasetInputs
            #expect(stored.map(\.claim.name) == ["short", "tagged", "whole"])
            let version = RegisteredDatasetVersion(name: name, number: number)
            #expect(stored.map(\.registered) == [nil, version, version])
            let summaries = try await tracking.store.datasetSummaries(of: [.byDefault])
            #expect(summaries.map(\.context) == ["training", "training", "training"])
        }
    }

    @Test("A tag that names no registered version is refused, and then nothing is kept")
    func unknownVersion() async throws {
        try await withTracking { tracking in
            let run = try await tracking.run()
            let before = try await tracking.fixture.contents()
            await #expect(throws: TrackingFault.self) {
                try await tracking.store.logInputs(
                    RunInputsDraft(datasets: [try Self.input(Self.claim("1"), "nothing/1")], models: []),
                    ofRun: run,
                    under: tracking.grant(.runsUpdate)
                )
            }
            #expect(try await tracking.fixture.contents() == before)
        }
    }

    @Test("Models that a run made or used must be there")
    func models() async throws {
        try await withTracking { tracking in
            let run = try await tracking.run()
            let model = try await tracking.loggedModel("net", source: run)
            let outputs = [ModelOutput(modelID: model, step: 7)]
            _ = try await tracking.store.logOutputs(outputs, ofRun: run, under: tracking.grant(.runsUpdate))
            #expect(try await tracking.store.run(run)?.modelOutputs == outputs)
            let unknown = LoggedModelID.new(at: tracking.fixture.now)
            await #expect(throws: TrackingFault.noModel(unknown.prefixed)) {
                try await tracking.store.logInputs(
                    RunInputsDraft(datasets: [], models: [unknown]),
                    ofRun: run,
                    under: tracking.grant(.runsUpdate)
                )
            }
        }
    }
}

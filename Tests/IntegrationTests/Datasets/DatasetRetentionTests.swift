import Access
import Audit
import Catalog
import HTTPTypes
import Identifiers
import Persistence
import PostgresClient
import TestSupport
import Testing
import Workflows

@Suite("The retention of data is carried out")
struct DatasetRetentionTests {
    private static let day: Int64 = 86_400
    private static let rows = Array("id,amount\n1,10\n".utf8)

    /// A dataset version of one file, to be deleted after a day, that the sealed version was trained on.
    private static func dataset(_ stage: Stage, then action: String = "delete") async throws -> String {
        let name = stage.fresh("data")
        try await stage.expect(
            .post(
                "/api/v1/datasets",
                [
                    "name": .string(name), "owner_team": .string(Cast.team),
                    "retention": ["days": 1, "then": .string(action)],
                ]
            ),
            by: .engineer
        )
        try await stage.expect(
            .upload(.put, "/api/v1/datasets/\(name)/versions/files/rows.csv", rows),
            by: .engineer
        )
        try await stage.expect(
            .post(
                "/api/v1/models/\(Stage.model)/versions/\(Stage.sealedVersion)/lineage",
                ["dataset": .string(name), "dataset_version": 1, "role": "training"]
            ),
            by: .engineer
        )
        return name
    }

    private static func version(_ name: String, _ stage: Stage) async throws -> JSONValue {
        try await stage.expect(.get("/api/v1/datasets/\(name)/versions/1"), by: .reviewer).json
    }

    private static func enforce(_ stage: Stage) async throws -> [DatasetPurge] {
        let platform = stage.platform
        let store = PostgresGovernanceStore(pool: platform.pool)
        return try await EnforceDatasetRetention(datasets: store, gate: platform.gate)()
    }

    /// Two rounds with more than the grace between them.
    private static func collect(_ platform: TestPlatform) async throws -> Int {
        _ = try await platform.collect(at: platform.clock.current)
        platform.clock.advance(seconds: day + 1)
        return try await platform.collect(at: platform.clock.current).contentCount
    }

    @Test("When its time is over the files go and everything that proves what they were stays")
    func deleted() async throws {
        try await withStage { stage in
            let name = try await Self.dataset(stage)
            let before = try await Self.version(name, stage)
            #expect(before["retention"]?["standing"] == "kept")
            #expect(try await Self.enforce(stage).isEmpty, "it is not due yet")
            stage.platform.clock.advance(seconds: 2 * Self.day)
            #expect(try await Self.version(name, stage)["retention"]?["standing"] == "expired")
            let entries = try await stage.platform.entryCount()
            let purges = try await Self.enforce(stage)
            #expect(purges.map(\.fileCount) == [1])
            #expect(purges.map(\.sizeBytes) == [Int64(Self.rows.count)])
            #expect(try await stage.platform.entryCount() == entries + 1)
            #expect(try await Self.enforce(stage).isEmpty, "once only")
            let after = try await Self.version(name, stage)
            #expect(after["retention"]?["standing"] == "purged")
            for field in ["digest", "files", "checks", "created_at"] {
                #expect(after[field] == before[field], "\(field)")
            }
            let files = ArtifactTests.files(stage).count
            #expect(try await Self.collect(stage.platform) == 1)
            #expect(ArtifactTests.files(stage).count == files - 1)
        }
    }

    @Test("A legal hold on a model made from the data keeps it, until the hold is released")
    func held() async throws {
        try await withStage { stage in
            _ = try await Self.dataset(stage)
            let holds = "/api/v1/models/\(Stage.model)/holds"
            let hold = try await stage.expect(.post(holds, ["reason": "A lawsuit."]), by: .admin)
            stage.platform.clock.advance(seconds: 2 * Self.day)
            #expect(try await Self.enforce(stage).isEmpty)
            let row = try await stage.platform.superuser.queryOne(
                """
                SELECT v.id FROM dataset_versions v JOIN dataset_version_files f ON f.version_id = v.id
                WHERE is_held_dataset_version(v.id)
                """
            )
            let id = try #require(row).decode("id", as: PostgresUUID.self)
            await #expect(throws: PostgresError.self, "the database refuses it as well") {
                try await stage.platform.superuser.execute(
                    "INSERT INTO dataset_purges VALUES (\(id), \(id), now(), now())"
                )
            }
            let holdID = try #require(try hold.json["id"]?.string)
            try await stage.expect(
                .post("\(holds)/\(holdID)/release", ["reason": "It ended."]),
                by: .admin
            )
            #expect(try await Self.enforce(stage).count == 1)
        }
    }

    @Test(
        "What is to be archived or reviewed is shown as due and left alone",
        arguments: ["archive", "review"]
    )
    func leftAlone(action: String) async throws {
        try await withStage { stage in
            let name = try await Self.dataset(stage, then: action)
            stage.platform.clock.advance(seconds: 2 * Self.day)
            #expect(try await Self.enforce(stage).isEmpty)
            let retention = try await Self.version(name, stage)["retention"]
            #expect(retention?["standing"] == "expired")
            #expect(retention?["then"]?.string == action)
        }
    }

    @Test("Lineage, card and inventory show that data has expired, and a link made then says so in its entry")
    func shown() async throws {
        try await withStage { stage in
            let name = try await Self.dataset(stage)
            stage.platform.clock.advance(seconds: 2 * Self.day)
            let model = "/api/v1/models/\(Stage.model)"
            let lineage = try await stage.expect(
                .get("/api/v1/lineage?from=dataset:\(name)/1&direction=downstream"),
                by: .reviewer
            )
            let node = try lineage.json["nodes"]?.array?.first { $0["kind"] == "dataset_version" }
            #expect(node?["detail"]?.string?.hasSuffix(", expired") == true)
            let card = try await stage.expect(
                .get("\(model)/versions/\(Stage.sealedVersion)/card?format=markdown"),
                by: .reviewer
            )
            #expect(card.text.contains("expired at "))
            let gap = try await stage.expect(.get("/api/v1/inventory?gap=data_expired"), by: .reviewer)
            #expect(try gap.items.compactMap { $0["name"]?.string } == [Stage.model])
            let link = try await stage.expect(
                .post(
                    "\(model)/versions/1/lineage",
                    ["dataset": .string(name), "dataset_version": 1, "role": "evaluation"]
                ),
                by: .engineer
            )
            let effect = try #require(link.effect)
            let event = try #require(try await stage.platform.event(effect))
            #expect(event.details["dataset_standing"] == "expired")
            #expect(try await Self.enforce(stage).count == 1)
            let again = try await stage.expect(.get("/api/v1/inventory?gap=data_expired"), by: .reviewer)
            #expect(try again.items.count == 1, "deleted data is expired still")
        }
    }
}

import Identifiers
import PostgresClient
import Testing

@Suite("Lineage in both directions")
struct LineageGraphRouteTests {
    private static let model = "/api/v1/models/\(Stage.model)"

    private static func link(_ stage: Stage, dataset: Int64 = 1, version: Int) async throws {
        try await stage.expect(
            .post(
                "\(model)/versions/\(version)/lineage",
                ["dataset": .string(Stage.dataset), "dataset_version": .integer(dataset), "role": "training"]
            ),
            by: .engineer
        )
    }

    private static func labels(_ exchange: Exchange) throws -> [String] {
        try (exchange.json["nodes"]?.array ?? []).compactMap { $0["label"]?.string }
    }

    @Test("From a dataset version to every model version, and back")
    func bothWays() async throws {
        try await withStage { stage in
            try await Self.link(stage, version: 1)
            try await Self.link(stage, version: 2)
            let down = try await stage.expect(
                .get("/api/v1/lineage?from=dataset:\(Stage.dataset)/1&direction=downstream"),
                by: .reviewer
            )
            #expect(try Self.labels(down) == ["claims/1", "fraud/1", "fraud/2"])
            #expect(try down.json["edges"]?.array?.count == 2)
            #expect(try down.json["is_truncated"] == false)
            let up = try await stage.expect(
                .get("/api/v1/lineage?from=model:\(Stage.model)/2&direction=upstream"),
                by: .reviewer
            )
            #expect(try Self.labels(up) == ["fraud/2", "claims/1"])
            let chart = try await stage.expect(
                .get("/api/v1/lineage?from=dataset:\(Stage.dataset)/1&format=mermaid"),
                by: .reviewer
            )
            #expect(chart.text.contains("-->|training|"))
        }
    }

    @Test("An answer at its limits says that there is more")
    func truncates() async throws {
        try await withStage { stage in
            try await Self.link(stage, version: 1)
            try await Self.link(stage, version: 2)
            let some = try await stage.expect(
                .get("/api/v1/lineage?from=dataset:\(Stage.dataset)/1&limit=2"),
                by: .reviewer
            )
            #expect(try Self.labels(some).first == "claims/1")
            #expect(try Self.labels(some).count == 2)
            #expect(try some.json["is_truncated"] == true)
            #expect(try some.json["edges"]?.array?.count == 1)
        }
    }

    @Test(
        "A question with faults is refused with the field at fault",
        arguments: [
            "", "?from=claims", "?from=dataset:claims/1&direction=sideways",
            "?from=dataset:claims/1&depth=99",
            "?from=dataset:claims/1&limit=0", "?from=dataset:claims/1&format=png",
        ]
    )
    func refuses(_ query: String) async throws {
        try await withStage { stage async throws in
            #expect(try await stage.send(.get("/api/v1/lineage\(query)"), by: .reviewer).status == 422)
        }
    }

    @Test("What does not exist is not found")
    func missing() async throws {
        try await withStage { stage async throws in
            for name in ["dataset:none/1", "model:\(Stage.model)/99", "run:0123456789abcdef0123456789abcdef"]
            {
                #expect(
                    try await stage.send(.get("/api/v1/lineage?from=\(name)"), by: .reviewer).status == 404
                )
            }
        }
    }
}

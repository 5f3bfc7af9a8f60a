import Access
import HTTPTypes
import Identifiers
import Testing

extension RouteTable {
    private static let model = "/api/v1/models/\(Stage.model)"
    private static let sealed = "\(model)/versions/\(Stage.sealedVersion)"
    private static let draft = "\(model)/versions/\(Stage.draftVersion)"

    static let catalog = models + versions + lineage

    private static let models = [
        RouteCase("GET /api/v1/models", [.modelsRead]) { _, _ in
            .get("/api/v1/models?q=fraud&risk_class=high")
        },
        RouteCase("GET /api/v1/models/{model}", [.modelsRead]) { _, _ in .get(model) },
        RouteCase("POST /api/v1/models", [.modelsCreate], .owningTeams, gives: 201) { stage, _ in
            .post("/api/v1/models", Stage.model(stage.fresh("model")))
        },
        RouteCase("PATCH /api/v1/models/{model}", [.modelsUpdate], .owningTeams) { stage, _ in
            .patch(model, ["purpose": .string(stage.fresh("purpose"))])
        },
    ]

    private static let versions = [
        RouteCase("GET /api/v1/models/{model}/versions", [.modelsRead]) { _, _ in .get("\(model)/versions") },
        RouteCase("GET /api/v1/models/{model}/versions/{version}", [.modelsRead]) { _, _ in .get(sealed) },
        RouteCase("GET /api/v1/models/{model}/versions/{version}/files", [.modelsRead]) { _, _ in
            .get("\(sealed)/files")
        },
        RouteCase("POST /api/v1/models/{model}/versions", [.versionsCreate], .owningTeams, gives: 201) {
            _,
            _ in
            .post("\(model)/versions", ["description": "retrained"])
        },
        RouteCase("POST /api/v1/models/{model}/versions/{version}/seal", [.versionsSeal], .owningTeams) {
            stage,
            _ in
            let made = try await stage.expect(.post("\(model)/versions"), by: .engineer)
            let number = try made.json["version"]?.integer ?? 0
            try await stage.expect(.upload(.put, "\(model)/versions/\(number)/files/w", [1]), by: .engineer)
            return .post("\(model)/versions/\(number)/seal")
        },
        RouteCase("GET /api/v1/models/{model}/versions/{version}/files/**", [.filesRead]) { _, _ in
            .get("\(sealed)/files/weights.bin")
        },
        RouteCase(
            "PUT /api/v1/models/{model}/versions/{version}/files/**",
            [.filesWrite],
            .owningTeams,
            gives: 201
        ) { stage, _ in
            .upload(.put, "\(draft)/files/\(stage.fresh("folder"))/part.bin", [7, 8, 9])
        },
    ]

    private static let lineage = [
        RouteCase("GET /api/v1/models/{model}/versions/{version}/lineage", [.lineageRead]) { _, _ in
            .get("\(sealed)/lineage")
        },
        RouteCase(
            "POST /api/v1/models/{model}/versions/{version}/lineage",
            [.lineageWrite],
            .owningTeams,
            gives: 201
        ) { stage, _ in
            let made = try await stage.expect(
                .post("/api/v1/datasets/\(Stage.dataset)/versions", Stage.claim),
                by: .engineer
            )
            let number = try made.json["version"] ?? 0
            return .post(
                "\(sealed)/lineage",
                ["dataset": .string(Stage.dataset), "dataset_version": number, "role": "training"]
            )
        },
        RouteCase("GET /api/v1/datasets/{dataset}/versions/{version}/lineage", [.lineageRead]) { _, _ in
            .get("/api/v1/datasets/\(Stage.dataset)/versions/1/lineage")
        },
    ]
}

import Access
import HTTPTypes
import Identifiers
import Testing

extension RouteTable {
    private static let model = "/api/v1/models/\(Stage.model)"
    private static let sealed = "\(model)/versions/\(Stage.sealedVersion)"

    static let governance = cards + lineageGraph + retirement + retention + archives

    static let card: JSONValue = [
        "model_details": ["summary": "Scores claims", "references": ["https://example.com/paper"]],
        "caveats": ["limitations": ["Only for claims of 2025"]],
    ]

    private static let cards =
        [
            RouteCase("GET /api/v1/card-schema", [.modelsRead]) { _, _ in .get("/api/v1/card-schema") }
        ] + cards(of: "/api/v1/models/{model}", at: model)
        + cards(of: "/api/v1/models/{model}/versions/{version}", at: sealed)

    private static func cards(of route: String, at path: String) -> [RouteCase] {
        [
            RouteCase("GET \(route)/card", [.modelsRead]) { _, _ in .get("\(path)/card?format=html") },
            RouteCase("PUT \(route)/card", [.cardsWrite], .owningTeams) { _, _ in .put("\(path)/card", card)
            },
            RouteCase("GET \(route)/card/history", [.modelsRead]) { _, _ in .get("\(path)/card/history") },
            RouteCase("GET \(route)/card/review", [.modelsRead]) { _, _ in .get("\(path)/card/review") },
            RouteCase("POST \(route)/card/review", [.modelsRead]) { _, _ in .post("\(path)/card/review", card)
            },
        ]
    }

    private static let archives = [
        RouteCase("GET /api/v1/models/{model}/export", [.modelsExport]) { _, _ in .get("\(model)/export") },
        RouteCase("POST /api/v1/models/import", [.modelsImport], .owningTeams, gives: 201) { stage, _ in
            try await importing(stage, as: stage.fresh("imported"))
        },
        RouteCase("GET /api/v1/models/{model}/origin", [.modelsRead]) { stage, _ in
            .get("\(try await importedModel(stage))/origin")
        },
        RouteCase("GET /api/v1/models/{model}/origin/**", [.modelsExport]) { stage, _ in
            .get("\(try await importedModel(stage))/origin/model.json")
        },
    ]

    private static func importing(_ stage: Stage, as name: String) async throws -> Call {
        let archive = try await stage.expect(.get("\(model)/export"), by: .reviewer)
        let path =
            "/api/v1/models/import?name=\(name)&owner_team=\(Cast.team)&accountable=engineer@example.com"
        return .upload(.post, path, archive.body)
    }

    private static func importedModel(_ stage: Stage) async throws -> String {
        let name = stage.fresh("imported")
        try await stage.expect(try await importing(stage, as: name), by: .engineer)
        return "/api/v1/models/\(name)"
    }

    private static let lineageGraph = [
        RouteCase("GET /api/v1/inventory", [.modelsRead]) { _, _ in .get("/api/v1/inventory?gap=card_missing")
        },
        RouteCase("GET /api/v1/lineage", [.lineageRead]) { _, _ in
            .get("/api/v1/lineage?from=dataset:\(Stage.dataset)/1&direction=downstream")
        },
    ]

    private static let retirement = [
        RouteCase("GET /api/v1/models/{model}/retirement", [.modelsRead]) { stage, _ in
            .get("\(try await retiredModel(stage))/retirement")
        },
        RouteCase("POST /api/v1/models/{model}/retirement", [.modelsRetire], .owningTeams, gives: 201) {
            stage,
            _ in
            .post("\(try await freshModel(stage))/retirement", ["reason": "replaced"])
        },
        RouteCase("GET /api/v1/models/{model}/versions/{version}/retirement", [.modelsRead]) { stage, _ in
            .get("\(try await retiredModel(stage))/versions/1/retirement")
        },
        RouteCase(
            "POST /api/v1/models/{model}/versions/{version}/retirement",
            [.versionsRetire],
            .owningTeams,
            gives: 201
        ) { stage, _ in
            .post(
                "\(try await freshModel(stage))/versions/1/retirement",
                ["reason": "replaced", "successor": .string(Stage.model)]
            )
        },
        RouteCase("GET /api/v1/models/{model}/holds", [.modelsRead]) { _, _ in .get("\(model)/holds") },
        RouteCase("POST /api/v1/models/{model}/holds", [.modelsHold], gives: 201) { stage, _ in
            .post("\(try await freshModel(stage))/holds", ["reason": "case 7"])
        },
        RouteCase("POST /api/v1/models/{model}/holds/{hold}/release", [.modelsHold]) { stage, _ in
            let path = try await freshModel(stage)
            let made = try await stage.expect(.post("\(path)/holds", ["reason": "case 8"]), by: .admin)
            let id = try made.json["id"]?.string ?? ""
            return .post("\(path)/holds/\(id)/release", ["reason": "settled"])
        },
    ]

    private static let retention = [
        RouteCase("GET /api/v1/retention", [.modelsRead]) { _, _ in .get("/api/v1/retention") },
        RouteCase("GET /api/v1/retention/{id}/purge", [.modelsRead]) { stage, _ in
            let path = try await purgePath(stage)
            try await stage.expect(.post(path), by: .engineer)
            return .get(path)
        },
        RouteCase("POST /api/v1/retention/{id}/purge", [.versionsRetire], .owningTeams, gives: 201) {
            stage,
            _ in
            .post(try await purgePath(stage))
        },
    ]

    /// A model of minimal risk with one sealed version, which the rules of these tests keep for no time.
    private static func freshModel(_ stage: Stage) async throws -> String {
        let name = stage.fresh("model")
        let fields: JSONValue = [
            "name": .string(name), "owner_team": .string(Cast.team), "accountable": "engineer@example.com",
            "purpose": "to be retired", "risk_class": "minimal",
        ]
        try await stage.expect(.post("/api/v1/models", fields), by: .engineer)
        let path = "/api/v1/models/\(name)"
        try await stage.expect(.post("\(path)/versions"), by: .engineer)
        try await stage.expect(.upload(.put, "\(path)/versions/1/files/w", [4, 5, 6]), by: .engineer)
        try await stage.expect(.post("\(path)/versions/1/seal"), by: .engineer)
        return path
    }

    private static func retiredModel(_ stage: Stage) async throws -> String {
        let path = try await freshModel(stage)
        try await stage.expect(.post("\(path)/retirement", ["reason": "replaced"]), by: .engineer)
        return path
    }

    private static func purgePath(_ stage: Stage) async throws -> String {
        let path = try await retiredModel(stage)
        let version = try await stage.expect(.get("\(path)/versions/1"), by: .engineer)
        return "/api/v1/retention/\(try version.json["id"]?.string ?? "")/purge"
    }
}

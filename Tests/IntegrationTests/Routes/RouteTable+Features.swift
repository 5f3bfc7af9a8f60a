import Access
import HTTPTypes
import Identifiers
import Testing

extension RouteTable {
    private static let dataset = "/api/v1/datasets/\(Stage.dataset)"
    private static let set = "/api/v1/feature-sets/\(Stage.featureSet)"
    private static let sealed = "/api/v1/models/\(Stage.model)/versions/\(Stage.sealedVersion)"

    /// Schemas and quality checks of dataset versions.
    static let dataQuality = [
        RouteCase("GET /api/v1/datasets/{dataset}/versions/{version}/schema", [.datasetsRead]) { _, _ in
            .get("\(dataset)/versions/\(Stage.describedVersion)/schema")
        },
        RouteCase(
            "PUT /api/v1/datasets/{dataset}/versions/{version}/schema",
            [.datasetsUpdate],
            .owningTeams
        ) { stage, _ in
            let made = try await stage.expect(.post("\(dataset)/versions", Stage.claim), by: .engineer)
            let number = try #require(try made.json["version"]?.integer)
            return .put("\(dataset)/versions/\(number)/schema", ["columns": Stage.columns])
        },
        RouteCase("GET /api/v1/datasets/{dataset}/versions/{version}/schema-changes", [.datasetsRead]) {
            _,
            _ in
            .get(
                "\(dataset)/versions/\(Stage.describedVersion)/schema-changes?from=\(Stage.describedVersion)"
            )
        },
        RouteCase("GET /api/v1/datasets/{dataset}/versions/{version}/checks", [.datasetsRead]) { _, _ in
            .get("\(dataset)/versions/1/checks?latest=true")
        },
        RouteCase(
            "POST /api/v1/datasets/{dataset}/versions/{version}/checks",
            [.datasetsCheck],
            .owningTeams,
            gives: 201
        ) { _, _ in
            .post("\(dataset)/versions/1/checks", ["checks": [Stage.check]])
        },
    ]

    static let features = [
        RouteCase("GET /api/v1/feature-sets", [.featuresRead]) { _, _ in
            .get("/api/v1/feature-sets?owner_team=\(Cast.team)")
        },
        RouteCase("GET /api/v1/feature-sets/{set}", [.featuresRead]) { _, _ in .get(set) },
        RouteCase("POST /api/v1/feature-sets", [.featuresWrite], .owningTeams, gives: 201) { stage, _ in
            .post(
                "/api/v1/feature-sets",
                ["name": .string(stage.fresh("set")), "owner_team": .string(Cast.team)]
            )
        },
        RouteCase("GET /api/v1/feature-sets/{set}/contracts", [.featuresRead]) { _, _ in
            .get("\(set)/contracts")
        },
        RouteCase("GET /api/v1/feature-sets/{set}/contracts/{contract}", [.featuresRead]) { _, _ in
            .get("\(set)/contracts/1")
        },
        RouteCase("POST /api/v1/feature-sets/{set}/contracts", [.featuresWrite], .owningTeams, gives: 201) {
            stage,
            _ in
            .post("\(set)/contracts", ["features": [Stage.feature(stage.fresh("feature"))]])
        },
        RouteCase("GET /api/v1/feature-sets/{set}/dependents", [.featuresRead]) { _, _ in
            .get("\(set)/dependents")
        },
        RouteCase("GET /api/v1/models/{model}/versions/{version}/feature-contract", [.featuresRead]) {
            _,
            _ in
            .get("\(sealed)/feature-contract")
        },
        RouteCase(
            "PUT /api/v1/models/{model}/versions/{version}/feature-contract",
            [.lineageWrite],
            .owningTeams
        ) { _, _ in
            .put("\(sealed)/feature-contract", ["feature_set": .string(Stage.featureSet), "contract": 1])
        },
    ]

    static let deployments = [
        RouteCase("GET /api/v1/deployments", [.deploymentsRead]) { _, _ in
            .get("/api/v1/deployments?environment=development&status=active")
        },
        RouteCase("GET /api/v1/models/{model}/deployments", [.deploymentsRead]) { _, _ in
            .get("/api/v1/models/\(Stage.model)/deployments?status=active")
        },
        RouteCase("GET /api/v1/environments", [.deploymentsRead]) { _, _ in .get("/api/v1/environments") },
        RouteCase("POST /api/v1/deployments", [.deploymentsWrite], .owningTeams, gives: 201) { stage, _ in
            .post("/api/v1/deployments", Stage.deployment(stage.fresh("cluster")))
        },
        RouteCase("GET /api/v1/deployments/{deployment}", [.deploymentsRead]) { stage, _ in
            .get("/api/v1/deployments/\(try await stage.deploy())")
        },
        RouteCase("POST /api/v1/deployments/{deployment}/end", [.deploymentsWrite], .owningTeams) {
            stage,
            _ in
            .post("/api/v1/deployments/\(try await stage.deploy())/end", ["reason": "moved"])
        },
    ]
}

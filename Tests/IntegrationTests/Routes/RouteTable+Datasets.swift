import Access
import HTTPTypes
import Identifiers

extension RouteTable {
    private static let dataset = "/api/v1/datasets/\(Stage.dataset)"

    static let datasets = registration + dataQuality + features + deployments

    private static let registration = [
        RouteCase("GET /api/v1/datasets", [.datasetsRead]) { _, _ in .get("/api/v1/datasets") },
        RouteCase("GET /api/v1/datasets/{dataset}", [.datasetsRead]) { _, _ in .get(dataset) },
        RouteCase("GET /api/v1/datasets/{dataset}/versions", [.datasetsRead]) { _, _ in
            .get("\(dataset)/versions")
        },
        RouteCase("GET /api/v1/datasets/{dataset}/versions/{version}", [.datasetsRead]) { _, _ in
            .get("\(dataset)/versions/1")
        },
        RouteCase("POST /api/v1/datasets", [.datasetsCreate], .owningTeams, gives: 201) { stage, _ in
            .post(
                "/api/v1/datasets",
                ["name": .string(stage.fresh("data")), "owner_team": .string(Cast.team)]
            )
        },
        RouteCase("POST /api/v1/datasets/{dataset}/versions", [.datasetsUpdate], .owningTeams, gives: 201) {
            _,
            _ in
            .post("\(dataset)/versions", Stage.claim)
        },
        RouteCase(
            "PUT /api/v1/datasets/{dataset}/versions/files/**",
            [.datasetsUpdate],
            .owningTeams,
            gives: 201
        ) { _, _ in
            .upload(.put, "\(dataset)/versions/files/rows.csv?description=raw", [1, 2])
        },
        RouteCase("PATCH /api/v1/datasets/{dataset}", [.datasetsUpdate], .owningTeams) { stage, _ in
            .patch(dataset, ["purpose": .string(stage.fresh("purpose")), "sensitivity": "internal"])
        },
    ]
}

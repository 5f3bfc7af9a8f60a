import Access
import HTTPTypes
import Identifiers

extension RouteTable {
    private static let version = "/api/v1/models/{model}/versions/{version}"

    static let quantization = [
        RouteCase(
            "POST \(version)/quantize",
            [.versionsCreate, .filesRead],
            .owningTeams,
            gives: 201
        ) { stage, _ in
            .post("\(try await stage.embeddingModel())/versions/1/quantize", Stage.quantization())
        },
        RouteCase("GET \(version)/evaluations", [.modelsRead]) { _, _ in
            .get("/api/v1/models/\(Stage.model)/versions/\(Stage.sealedVersion)/evaluations")
        },
    ]
}

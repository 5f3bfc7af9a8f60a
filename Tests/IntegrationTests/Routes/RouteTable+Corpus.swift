import Access
import HTTPTypes
import Identifiers

extension RouteTable {
    private static let source = "/api/v1/sources/\(Stage.source)"

    static let corpus = [
        RouteCase("GET /api/v1/sources", [.sourcesRead]) { _, _ in .get("/api/v1/sources") },
        RouteCase("GET /api/v1/sources/{source}", [.sourcesRead]) { _, _ in .get(source) },
        RouteCase("POST /api/v1/sources", [.sourcesCreate], gives: 201) { stage, _ in
            .post("/api/v1/sources", ["name": .string("slack:" + stage.fresh("acme")), "kind": "slack"])
        },
        RouteCase("PUT /api/v1/sources/{source}/people/{person}/principal", [.identitiesMap]) { stage, _ in
            .put(
                "\(source)/people/U0ANN/principal",
                ["principal": .string("\(try stage.cast.id(.employee))")]
            )
        },
        RouteCase("GET /api/v1/sources/{source}/imports", [.sourcesRead]) { _, _ in .get("\(source)/imports")
        },
        RouteCase("GET /api/v1/sources/{source}/imports/{id}", [.sourcesRead]) { stage, _ in
            .get("\(source)/imports/\(stage.importID)")
        },
        RouteCase("POST /api/v1/sources/{source}/imports", [.sourcesImport], gives: 202) { _, _ in
            .upload(.post, "\(source)/imports?file_name=export.zip", [0])
        },
        RouteCase("POST /api/v1/ask", [.answersAsk]) { _, _ in .post("/api/v1/ask", ["question": "why?"]) },
    ]
}

import Access
import HTTPTypes
import Identifiers
import Testing

extension RouteTable {
    private static let model = "/api/v1/models/\(Stage.model)"
    private static let sealed = "\(model)/versions/\(Stage.sealedVersion)"

    static let registry =
        ownership + lifecycle + aliases + tags + mlflowModels + mlflowVersions + mlflowAliases

    private static let ownership = [
        RouteCase("POST /api/v1/models/{model}/transfer", [.modelsTransfer], .owningTeams) { stage, _ in
            .post(
                "/api/v1/models/\(try await stage.freshModel())/transfer",
                ["owner_team": .string(Cast.otherTeam), "accountable": "otherengineer@example.com"]
            )
        },
        RouteCase("PATCH /api/v1/models/{model}", [.modelsUpdate, .modelsTransfer], .owningTeams) {
            stage,
            _ in
            .patch("/api/v1/models/\(try await stage.freshModel())", ["owner_team": .string(Cast.otherTeam)])
        },
        RouteCase("POST /api/v1/models/{model}/rename", [.modelsUpdate], .owningTeams) { stage, _ in
            .post(
                "/api/v1/models/\(try await stage.freshModel())/rename",
                ["name": .string(stage.fresh("renamed"))]
            )
        },
        RouteCase("DELETE /api/v1/models/{model}", [.modelsRetire], .owningTeams) { stage, _ in
            .delete("/api/v1/models/\(try await stage.freshModel())")
        },
        RouteCase("GET /api/v1/models/{model}/transfers", [.modelsRead]) { _, _ in .get("\(model)/transfers")
        },
        RouteCase("GET /api/v1/models/{model}/names", [.modelsRead]) { _, _ in .get("\(model)/names") },
    ]

    private static let lifecycle = [
        RouteCase("GET /api/v1/models/{model}/versions/{version}/lifecycle", [.modelsRead]) { _, _ in
            .get("\(sealed)/lifecycle")
        },
        RouteCase(
            "POST /api/v1/models/{model}/versions/{version}/lifecycle",
            [.versionsTransition],
            .owningTeams
        ) { stage, _ in
            .post("\(try await stage.freshVersion())/lifecycle", ["to": "staging"])
        },
        RouteCase("POST /api/v1/models/{model}/versions/{version}/lifecycle", [.versionsRetire], .owningTeams)
        {
            stage,
            _ in
            .post("\(try await stage.freshVersion())/lifecycle", ["to": "retired"])
        },
        RouteCase("POST /api/v1/models/{model}/versions/{version}/lifecycle", [.versionsPromote]) {
            stage,
            _ in
            .post("\(try await stage.freshVersion())/lifecycle", ["to": "production"])
        },
        RouteCase("PATCH /api/v1/models/{model}/versions/{version}", [.versionsUpdate], .owningTeams) {
            stage,
            _ in
            .patch(sealed, ["description": .string(stage.fresh("text"))])
        },
        RouteCase("DELETE /api/v1/models/{model}/versions/{version}", [.versionsRetire], .owningTeams) {
            stage,
            _ in
            .delete(try await stage.freshVersion())
        },
    ]

    private static let aliases = [
        RouteCase("GET /api/v1/models/{model}/aliases", [.modelsRead]) { _, _ in .get("\(model)/aliases") },
        RouteCase("GET /api/v1/models/{model}/aliases/history", [.modelsRead]) { _, _ in
            .get("\(model)/aliases/history")
        },
        RouteCase("PUT /api/v1/models/{model}/aliases/{alias}", [.aliasesWrite], .owningTeams) { stage, _ in
            .put("\(model)/aliases/\(stage.fresh("trial"))", ["version": 1])
        },
        RouteCase("PUT /api/v1/models/{model}/aliases/{alias}", [.aliasesPromote]) { _, _ in
            .put("\(model)/aliases/champion", ["version": 1])
        },
        RouteCase("DELETE /api/v1/models/{model}/aliases/{alias}", [.aliasesWrite], .owningTeams) {
            stage,
            _ in
            .delete("\(model)/aliases/\(stage.fresh("trial"))")
        },
        RouteCase("DELETE /api/v1/models/{model}/aliases/{alias}", [.aliasesPromote]) { _, _ in
            .delete("\(model)/aliases/Production")
        },
    ]

    private static let tags = [
        RouteCase("GET /api/v1/models/{model}/tags", [.modelsRead]) { _, _ in .get("\(model)/tags") },
        RouteCase("PUT /api/v1/models/{model}/tags/**", [.modelsUpdate], .owningTeams) { stage, _ in
            .put("\(model)/tags/team/\(stage.fresh("key"))", ["value": "a"])
        },
        RouteCase("DELETE /api/v1/models/{model}/tags/**", [.modelsUpdate], .owningTeams) { _, _ in
            .delete("\(model)/tags/nothing")
        },
        RouteCase("GET /api/v1/models/{model}/versions/{version}/tags", [.modelsRead]) { _, _ in
            .get("\(sealed)/tags")
        },
        RouteCase("PUT /api/v1/models/{model}/versions/{version}/tags/**", [.versionsUpdate], .owningTeams) {
            stage,
            _ in
            .put("\(sealed)/tags/\(stage.fresh("key"))", ["value": "a"])
        },
        RouteCase("DELETE /api/v1/models/{model}/versions/{version}/tags/**", [.versionsUpdate], .owningTeams)
        {
            _,
            _ in
            .delete("\(sealed)/tags/nothing")
        },
    ]
}

extension RouteTable {
    private static let models = "2.0/mlflow/registered-models"

    private static let mlflowModels =
        mlflow(.post, "\(models)/create", [.modelsCreate], .askers) { prefix, stage, _ in
            .post("\(prefix)\(models)/create", ["name": .string(stage.fresh("rm")), "description": "d"])
        }
        + mlflow(.post, "\(models)/create", [.modelsCreate], .owningTeams) { prefix, stage, _ in
            let tag: JSONValue = ["key": "assay.owner_team", "value": .string(Cast.team)]
            return .post("\(prefix)\(models)/create", ["name": .string(stage.fresh("rm")), "tags": [tag]])
        }
        + mlflow(.get, "\(models)/get", [.modelsRead]) { prefix, _, _ in
            .get("\(prefix)\(models)/get?name=\(Stage.model)")
        }
        + mlflow(.patch, "\(models)/update", [.modelsUpdate], .owningTeams) { prefix, stage, _ in
            .patch(
                "\(prefix)\(models)/update",
                ["name": .string(Stage.model), "description": .string(stage.fresh("text"))]
            )
        }
        + mlflow(.post, "\(models)/rename", [.modelsUpdate], .owningTeams) { prefix, stage, _ in
            .post(
                "\(prefix)\(models)/rename",
                ["name": .string(try await stage.freshModel()), "new_name": .string(stage.fresh("renamed"))]
            )
        }
        + mlflow(.delete, "\(models)/delete", [.modelsRetire], .owningTeams) { prefix, stage, _ in
            .delete("\(prefix)\(models)/delete", ["name": .string(try await stage.freshModel())])
        }
        + mlflow(.get, "\(models)/search", [.modelsRead]) { prefix, _, _ in
            .get("\(prefix)\(models)/search?max_results=2&order_by=name%20DESC")
        }
        + mlflow(.get, "\(models)/get-latest-versions", [.modelsRead]) { prefix, _, _ in
            .get("\(prefix)\(models)/get-latest-versions?name=\(Stage.model)")
        }
        + mlflow(.post, "\(models)/get-latest-versions", [.modelsRead]) { prefix, _, _ in
            .post(
                "\(prefix)\(models)/get-latest-versions",
                ["name": .string(Stage.model), "stages": ["None"]]
            )
        }
        + mlflow(.post, "\(models)/set-tag", [.modelsUpdate], .owningTeams) { prefix, stage, _ in
            .post(
                "\(prefix)\(models)/set-tag",
                ["name": .string(Stage.model), "key": .string(stage.fresh("key")), "value": "v"]
            )
        }
        + mlflow(.delete, "\(models)/delete-tag", [.modelsUpdate], .owningTeams) { prefix, _, _ in
            .delete("\(prefix)\(models)/delete-tag", ["name": .string(Stage.model), "key": "nothing"])
        }

    private static let mlflowAliases =
        mlflow(.post, "\(models)/alias", [.aliasesWrite], .owningTeams) { prefix, stage, _ in
            .post(
                "\(prefix)\(models)/alias",
                ["name": .string(Stage.model), "alias": .string(stage.fresh("trial")), "version": "1"]
            )
        }
        + mlflow(.post, "\(models)/alias", [.aliasesPromote]) { prefix, _, _ in
            .post(
                "\(prefix)\(models)/alias",
                ["name": .string(Stage.model), "alias": "prod", "version": "1"]
            )
        }
        + mlflow(.delete, "\(models)/alias", [.aliasesWrite], .owningTeams) { prefix, stage, _ in
            .delete(
                "\(prefix)\(models)/alias",
                ["name": .string(Stage.model), "alias": .string(stage.fresh("trial"))]
            )
        }
        + mlflow(.get, "\(models)/alias", [.modelsRead]) { prefix, _, _ in
            .get("\(prefix)\(models)/alias?name=\(Stage.model)&alias=latest")
        }
}

extension RouteTable {
    private static let versions = "2.0/mlflow/model-versions"

    private static let mlflowVersions =
        mlflow(.post, "\(versions)/create", [.versionsCreate], .owningTeams) { prefix, _, _ in
            .post(
                "\(prefix)\(versions)/create",
                ["name": .string(Stage.model), "source": "s3://bucket/model", "run_link": "https://ci/1"]
            )
        }
        + mlflow(.get, "\(versions)/get", [.modelsRead]) { prefix, _, _ in
            .get("\(prefix)\(versions)/get?name=\(Stage.model)&version=1")
        }
        + mlflow(.patch, "\(versions)/update", [.versionsUpdate], .owningTeams) { prefix, stage, _ in
            .patch(
                "\(prefix)\(versions)/update",
                ["name": .string(Stage.model), "version": "1", "description": .string(stage.fresh("text"))]
            )
        }
        + mlflow(.delete, "\(versions)/delete", [.versionsRetire], .owningTeams) { prefix, stage, _ in
            let version = try await stage.freshRegistration()
            return .delete("\(prefix)\(versions)/delete", ["name": .string(Stage.model), "version": version])
        }
        + mlflow(.get, "\(versions)/search", [.modelsRead]) { prefix, _, _ in
            .get("\(prefix)\(versions)/search?filter=name%3D%27\(Stage.model)%27&max_results=1")
        }
        + mlflow(.get, "\(versions)/get-download-uri", [.modelsRead]) { prefix, stage, _ in
            let version = try await stage.freshRegistration().string ?? ""
            return .get("\(prefix)\(versions)/get-download-uri?name=\(Stage.model)&version=\(version)")
        }
        + mlflow(.post, "\(versions)/transition-stage", [.versionsTransition], .owningTeams) {
            prefix,
            stage,
            _ in
            transition(prefix, try await stage.freshRegistration(), to: "Staging")
        }
        + mlflow(.post, "\(versions)/transition-stage", [.versionsPromote]) { prefix, stage, _ in
            transition(prefix, try await stage.freshRegistration(), to: "production")
        }
        + mlflow(.post, "\(versions)/set-tag", [.versionsUpdate], .owningTeams) { prefix, stage, _ in
            .post(
                "\(prefix)\(versions)/set-tag",
                [
                    "name": .string(Stage.model), "version": "1", "key": .string(stage.fresh("key")),
                    "value": "v",
                ]
            )
        }
        + mlflow(.delete, "\(versions)/delete-tag", [.versionsUpdate], .owningTeams) { prefix, _, _ in
            .delete(
                "\(prefix)\(versions)/delete-tag",
                ["name": .string(Stage.model), "version": "1", "key": "nothing"]
            )
        }

    private static func transition(_ prefix: String, _ version: JSONValue, to stage: String) -> Call {
        .post(
            "\(prefix)\(versions)/transition-stage",
            [
                "name": .string(Stage.model), "version": version, "stage": .string(stage),
                "archive_existing_versions": false,
            ]
        )
    }
}

extension Stage {
    /// The name of a model of the owning team that nobody else needs.
    func freshModel() async throws -> String {
        let name = fresh("model")
        try await expect(.post("/api/v1/models", Self.model(name)), by: .engineer)
        return name
    }

    /// The number of a version of the model that was registered from elsewhere, as MLflow's clients write it.
    func freshRegistration() async throws -> JSONValue {
        let made = try await expect(
            .post(
                "/api/2.0/mlflow/model-versions/create",
                ["name": .string(Self.model), "source": "s3://bucket/model"]
            ),
            by: .engineer
        )
        return try made.json["model_version"]?["version"] ?? ""
    }

    /// The address of such a version in our own API.
    func freshVersion() async throws -> String {
        "/api/v1/models/\(Self.model)/versions/\(try await freshRegistration().string ?? "")"
    }
}

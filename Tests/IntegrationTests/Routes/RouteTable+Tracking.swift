import Access
import HTTPTypes
import Identifiers
import Testing

extension RouteTable {
    static let tracking = ownTracking + experiments + runs + logging + loggedModels

    private static let ownTracking = [
        RouteCase("GET /api/v1/experiments", [.experimentsRead]) { _, _ in
            .get("/api/v1/experiments?filter=name%20%3D%20'Default'")
        },
        RouteCase("GET /api/v1/experiments/{experiment}", [.experimentsRead]) { _, _ in
            .get("/api/v1/experiments/0")
        },
        RouteCase("GET /api/v1/runs", [.runsRead]) { _, _ in
            .get("/api/v1/runs?experiment_id=0&filter=metrics.loss%20%3C%201&order_by=metrics.loss")
        },
        RouteCase("GET /api/v1/runs/{run}", [.runsRead]) { stage, _ in
            .get("/api/v1/runs/\(try await stage.run())")
        },
        RouteCase("GET /api/v1/runs/{run}/metrics", [.runsRead]) { stage, _ in
            .get("/api/v1/runs/\(try await stage.run())/metrics?key=loss")
        },
    ]

    private static let experiments =
        mlflow(.post, "2.0/mlflow/experiments/create", [.experimentsCreate]) { prefix, stage, _ in
            .post("\(prefix)2.0/mlflow/experiments/create", ["name": .string(stage.fresh("experiment"))])
        }
        + mlflow(.get, "2.0/mlflow/experiments/get", [.experimentsRead]) { prefix, _, _ in
            .get("\(prefix)2.0/mlflow/experiments/get?experiment_id=0")
        }
        + mlflow(.get, "2.0/mlflow/experiments/get-by-name", [.experimentsRead]) { prefix, _, _ in
            .get("\(prefix)2.0/mlflow/experiments/get-by-name?experiment_name=Default")
        }
        + mlflow(.get, "2.0/mlflow/experiments/search", [.experimentsRead]) { prefix, _, _ in
            .get("\(prefix)2.0/mlflow/experiments/search?max_results=10&view_type=ALL")
        }
        + mlflow(.post, "2.0/mlflow/experiments/search", [.experimentsRead]) { prefix, _, _ in
            .post("\(prefix)2.0/mlflow/experiments/search", ["filter": "name LIKE 'D%'"])
        }
        + onExperiment("update", .experimentsUpdate) { ["new_name": .string($0.fresh("renamed"))] }
        + onExperiment("delete", .experimentsRetire) { _ in [:] }
        + onExperiment("set-experiment-tag", .experimentsUpdate) { _ in ["key": "a", "value": "b"] }
        + mlflow(.post, "2.0/mlflow/experiments/restore", [.experimentsRetire], .owningTeams) {
            prefix,
            stage,
            _ in
            let id: JSONValue = ["experiment_id": .string(try await stage.experiment())]
            try await stage.expect(.post("/api/2.0/mlflow/experiments/delete", id), by: .engineer)
            return .post("\(prefix)2.0/mlflow/experiments/restore", id)
        }
        + mlflow(.post, "2.0/mlflow/experiments/delete-experiment-tag", [.experimentsUpdate], .owningTeams) {
            prefix,
            stage,
            _ in
            let id = try await stage.experiment()
            let tag: [String: JSONValue] = ["experiment_id": .string(id), "key": "a"]
            try await stage.expect(
                .post("/api/2.0/mlflow/experiments/set-experiment-tag", .object(tag)),
                by: .engineer
            )
            return .post("\(prefix)2.0/mlflow/experiments/delete-experiment-tag", .object(tag))
        }
        + ["2.0/mlflow/experiments/search-datasets", "2.0mlflow/experiments/search-datasets"].flatMap {
            path in
            mlflow(.post, path, [.runsRead]) { prefix, _, _ in .post(prefix + path, ["experiment_ids": ["0"]])
            }
        }

    private static let runs =
        mlflow(.post, "2.0/mlflow/runs/create", [.runsCreate]) { prefix, _, _ in
            .post("\(prefix)2.0/mlflow/runs/create", ["experiment_id": "0", "start_time": 1])
        }
        + mlflow(.get, "2.0/mlflow/runs/get", [.runsRead]) { prefix, stage, _ in
            .get("\(prefix)2.0/mlflow/runs/get?run_id=\(try await stage.run())")
        }
        + mlflow(.post, "2.0/mlflow/runs/search", [.runsRead]) { prefix, _, _ in
            .post("\(prefix)2.0/mlflow/runs/search", ["experiment_ids": ["0"], "max_results": 5])
        }
        + mlflow(.get, "2.0/mlflow/metrics/get-history", [.runsRead]) { prefix, stage, _ in
            .get("\(prefix)2.0/mlflow/metrics/get-history?run_id=\(try await stage.run())&metric_key=loss")
        }
        + mlflow(.get, "2.0/mlflow/metrics/get-history-bulk-interval", [.runsRead]) { prefix, stage, _ in
            let query = "run_ids=\(try await stage.run())&metric_key=loss&max_results=10"
            return .get("\(prefix)2.0/mlflow/metrics/get-history-bulk-interval?\(query)")
        }
        + onRun("update", .runsUpdate) { _ in ["status": "FINISHED", "end_time": 9] }
        + onRun("delete", .runsRetire) { _ in [:] }
        + onRun("restore", .runsRetire) { _ in [:] }

    private static let logging =
        onRun("log-metric", .runsUpdate) { _ in ["key": "m", "value": "NaN", "timestamp": 5] }
        + onRun("log-parameter", .runsUpdate) { _ in ["key": "p", "value": "1"] }
        + onRun("set-tag", .runsUpdate) { _ in ["key": "t", "value": "v"] }
        + onRun("delete-tag", .runsUpdate) { _ in ["key": "mlflow.runName"] }
        + onRun("log-batch", .runsUpdate) { _ in
            [
                "metrics": [["key": "m", "value": 1, "timestamp": 5, "step": 2]],
                "params": [["key": "p", "value": "1"]], "tags": [["key": "t", "value": "v"]],
            ]
        }
        + onRun("log-inputs", .runsUpdate) { stage in
            let dataset: JSONValue = ["name": "d", "digest": "8c1", "source_type": "s3", "source": "{}"]
            let tags: JSONValue = [["key": "assay.dataset", "value": .string("\(Stage.dataset)/1")]]
            return ["datasets": [["dataset": dataset, "tags": tags]]]
        }
        + onRun("outputs", .runsUpdate) { stage in
            ["models": [["model_id": .string(try await stage.loggedModel()), "step": 3]]]
        }
        + onRun("log-model", .runsUpdate) { _ in
            let record = #"{"artifact_path":"m","flavors":{},"utc_time_created":"now","run_id":"r"}"#
            return ["model_json": .string(record)]
        }

    private static let loggedModels =
        mlflow(.post, "2.0/mlflow/logged-models", [.runsCreate]) { prefix, _, _ in
            .post("\(prefix)2.0/mlflow/logged-models", ["experiment_id": "0", "name": "net"])
        }
        + mlflow(.post, "2.0/mlflow/logged-models/search", [.runsRead]) { prefix, _, _ in
            .post(
                "\(prefix)2.0/mlflow/logged-models/search",
                ["experiment_ids": ["0"], "filter": "name = 'net'"]
            )
        }
        + onModel(.get, "", .runsRead, .nobodys) { _ in nil }
        + onModel(.patch, "", .runsUpdate) { _ in ["status": "LOGGED_MODEL_READY"] }
        + onModel(.delete, "", .runsRetire) { _ in [:] }
        + onModel(.patch, "/tags", .runsUpdate) { _ in ["tags": [["key": "a", "value": "b"]]] }
        + onModel(.delete, "/tags/kind", as: "/tags/{tag_key}", .runsUpdate) { _ in nil }
        + onModel(.post, "/params", .runsUpdate) { _ in ["params": [["key": "depth", "value": "3"]]] }
}

extension RouteTable {
    private typealias Fields = @Sendable (Stage) async throws -> [String: JSONValue]

    /// A change of an experiment of the owning team.
    private static func onExperiment(_ name: String, _ action: Action, _ fields: @escaping Fields)
        -> [RouteCase]
    {
        mlflow(.post, "2.0/mlflow/experiments/\(name)", [action], .owningTeams) { prefix, stage, _ in
            var all = try await fields(stage)
            all["experiment_id"] = .string(try await stage.experiment())
            return .post("\(prefix)2.0/mlflow/experiments/\(name)", .object(all))
        }
    }

    /// A change of a run of the owning team.
    private static func onRun(_ name: String, _ action: Action, _ fields: @escaping Fields) -> [RouteCase] {
        mlflow(.post, "2.0/mlflow/runs/\(name)", [action], .owningTeams) { prefix, stage, _ in
            var all = try await fields(stage)
            all["run_id"] = .string(try await stage.run())
            return .post("\(prefix)2.0/mlflow/runs/\(name)", .object(all))
        }
    }

    /// A request for a logged model of the owning team; without fields it has no body.
    private static func onModel(
        _ method: HTTPRequest.Method,
        _ path: String,
        as route: String? = nil,
        _ action: Action,
        _ reach: RouteCase.Reach = .owningTeams,
        _ fields: @escaping @Sendable (Stage) async throws -> JSONValue?
    ) -> [RouteCase] {
        mlflow(method, "2.0/mlflow/logged-models/{model_id}\(route ?? path)", [action], reach) {
            prefix,
            stage,
            _ in
            let address = "\(prefix)2.0/mlflow/logged-models/\(try await stage.loggedModel())\(path)"
            var call = Call.post(address, try await fields(stage) ?? [:])
            if try await fields(stage) == nil { call = .get(address) }
            call.method = method
            return call
        }
    }
}

extension Stage {
    /// A new experiment of the owning team.
    func experiment() async throws -> String {
        let fields: JSONValue = ["name": .string(fresh("experiment"))]
        let made = try await expect(.post("/api/2.0/mlflow/experiments/create", fields), by: .engineer)
        return try #require(try made.json["experiment_id"]?.string)
    }

    /// A new run of the owning team in the experiment `Default`, with one point of the metric `loss`.
    func run() async throws -> String {
        let made = try await expect(
            .post("/api/2.0/mlflow/runs/create", ["experiment_id": "0"]),
            by: .engineer
        )
        let id = try #require(try made.json["run"]?["info"]?["run_id"]?.string)
        let point: JSONValue = ["run_id": .string(id), "key": "loss", "value": 0.5, "timestamp": 1]
        try await expect(.post("/api/2.0/mlflow/runs/log-metric", point), by: .engineer)
        return id
    }

    /// A new logged model of the owning team.
    func loggedModel() async throws -> String {
        let fields: JSONValue = [
            "experiment_id": "0", "name": "net", "tags": [["key": "kind", "value": "tree"]],
        ]
        let made = try await expect(.post("/api/2.0/mlflow/logged-models", fields), by: .engineer)
        return try #require(try made.json["model"]?["info"]?["model_id"]?.string)
    }
}

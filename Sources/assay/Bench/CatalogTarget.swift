import Commands

/// A catalog that is measured: where it is and how its requests look.
struct CatalogTarget: Sendable {
    let name: String
    let address: String
    let token: String?
    let createModel: @Sendable (_ model: String) -> LoadRequest
    let createVersion: @Sendable (_ model: String, _ number: Int) -> LoadRequest
    let getModel: @Sendable (_ model: String) -> LoadRequest

    static func assay(_ server: BenchServer, _ workspace: BenchWorkspace) -> CatalogTarget {
        CatalogTarget(
            name: "Assay",
            address: server.address,
            token: workspace.engineerToken,
            createModel: { model in
                post(
                    "/api/v1/models",
                    #"{"name":"\#(model)","owner_team":"\#(BenchWorkspace.team)","#
                        + #""accountable":"\#(BenchWorkspace.engineerEmail)","purpose":"Is measured.","#
                        + #""risk_class":"limited","description":"a model of the benchmark"}"#
                )
            },
            createVersion: { model, number in
                post("/api/v1/models/\(model)/versions", #"{"description":"version \#(number)"}"#)
            },
            getModel: { model in LoadRequest(.get, "/api/v1/models/\(model)") }
        )
    }

    /// MLflow's REST API, version 2.0.
    static func mlflow(address: String) -> CatalogTarget {
        let base = "/api/2.0/mlflow"
        return CatalogTarget(
            name: "MLflow",
            address: address,
            token: nil,
            createModel: { model in
                post(
                    "\(base)/registered-models/create",
                    #"{"name":"\#(model)","description":"a model of the benchmark"}"#
                )
            },
            createVersion: { model, number in
                post(
                    "\(base)/model-versions/create",
                    #"{"name":"\#(model)","source":"s3://bench/models/\#(number)","description":"version \#(number)"}"#
                )
            },
            getModel: { model in LoadRequest(.get, "\(base)/registered-models/get?name=\(model)") }
        )
    }

    private static func post(_ path: String, _ body: String) -> LoadRequest {
        LoadRequest(.post, path, body: Array(body.utf8))
    }
}

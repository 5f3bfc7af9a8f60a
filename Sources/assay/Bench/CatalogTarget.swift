import Commands

/// A catalog that is measured through MLflow's REST API: where it is and how its requests look.
struct CatalogTarget: Sendable {
    private static let base = "/api/2.0/mlflow"

    let name: String
    let address: String
    /// The value of `Authorization`; nil for a server that asks nobody.
    let authorization: String?

    func createModel(_ model: String) -> LoadRequest {
        post("registered-models/create", #"{"name":"\#(model)","description":"a model of the benchmark"}"#)
    }

    func createVersion(_ model: String, _ number: Int) -> LoadRequest {
        post(
            "model-versions/create",
            #"{"name":"\#(model)","source":"s3://bench/models/\#(number)","description":"version \#(number)"}"#
        )
    }

    func getModel(_ model: String) -> LoadRequest { read("registered-models/get?name=\(model)") }

    func getVersion(_ model: String) -> LoadRequest {
        read("model-versions/get?name=\(model)&version=1")
    }

    func setAlias(_ model: String) -> LoadRequest {
        post("registered-models/alias", #"{"name":"\#(model)","alias":"measured","version":"1"}"#)
    }

    func getByAlias(_ model: String) -> LoadRequest {
        read("registered-models/alias?name=\(model)&alias=measured")
    }

    func createRun() -> LoadRequest {
        post("runs/create", #"{"experiment_id":"0","start_time":1700000000000}"#)
    }

    func logBatch(_ body: [UInt8]) -> LoadRequest {
        LoadRequest(.post, "\(Self.base)/runs/log-batch", body: body)
    }

    /// The first page of 100 models.
    var firstPage: LoadRequest { read("registered-models/search?max_results=100") }

    /// The first 100 versions that carry a tag.
    var versionsByTag: LoadRequest {
        read("model-versions/search?max_results=100&filter=tags.git%3D%27abc%27")
    }

    private func read(_ path: String) -> LoadRequest { LoadRequest(.get, "\(Self.base)/\(path)") }

    private func post(_ path: String, _ body: String) -> LoadRequest {
        LoadRequest(.post, "\(Self.base)/\(path)", body: Array(body.utf8))
    }
}

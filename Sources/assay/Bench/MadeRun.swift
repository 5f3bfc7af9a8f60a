/// What is read of MLflow's answer to `runs/create`.
struct MadeRun: Decodable {
    struct Run: Decodable { var info: Info }

    struct Info: Decodable {
        enum CodingKeys: String, CodingKey {
            case runID = "run_id"
            case artifactURI = "artifact_uri"
        }

        var runID: String
        var artifactURI: String
    }

    var run: Run
}

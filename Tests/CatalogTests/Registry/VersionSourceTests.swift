import Catalog
import Testing

@Suite("What a version is made from")
struct VersionSourceTests {
    private static let run = String(repeating: "a1", count: 16)
    private static let model = "m-" + String(repeating: "b2", count: 16)

    private static func source(_ text: String, run: String? = nil, model: String? = nil) throws
        -> VersionSource
    {
        try VersionSource(text, runID: run, loggedModelID: model)
    }

    @Test("is read from every address that MLflow's clients send")
    func addresses() throws {
        let (run, model) = (Self.run, Self.model)
        #expect(try Self.source("runs:/\(run)/clf", run: run) == .artifacts(.run, ownerID: run, path: "clf"))
        #expect(
            try Self.source("models:/\(model)", run: run, model: model)
                == .artifacts(.loggedModel, ownerID: model, path: "")
        )
        #expect(
            try Self.source("mlflow-artifacts:/1/\(run)/artifacts/a/b", run: run)
                == .artifacts(.run, ownerID: run, path: "a/b")
        )
        #expect(
            try Self.source("mlflow-artifacts:/1/models/\(model)/artifacts", model: model)
                == .artifacts(.loggedModel, ownerID: model, path: "")
        )
        #expect(try Self.source("models:/fraud/3") == .version(3, of: try ResourceName("fraud")))
        #expect(
            try Self.source("models:/fraud@champion")
                == .alias(try AliasName("champion"), of: try ResourceName("fraud"))
        )
        for elsewhere in ["s3://b/k", "gs://b/k", "hf://org/model", "dbfs:/m", "https://example.com/m.zip"] {
            #expect(try Self.source(elsewhere, run: "foreign") == .elsewhere)
        }
    }

    @Test(
        "must lie in the run or the logged model that the request names",
        arguments: [
            "runs:/abc/m", "runs:/\(run)/m", "models:/\(model)", "mlflow-artifacts:/1/x",
            "mlflow-artifacts:/1/\(run)/artifacts", "mlflow-artifacts:/1/models/\(model)/artifacts",
            "mlflow-artifacts://other:5000/1/\(run)/artifacts",
        ]
    )
    func foreign(_ text: String) {
        #expect(throws: InvalidName.self) { try Self.source(text) }
        #expect(throws: InvalidName.self) { try Self.source(text, run: "ff", model: nil) }
        #expect(throws: InvalidName.self) { try Self.source(text, run: nil, model: "m-ff") }
    }

    @Test(
        "never reaches into the server or out of its place",
        arguments: [
            "", "/etc/passwd", "etc/passwd", "file:///etc/passwd", "C:\\models", "s3://b/../c",
            "s3://b/%2e%2e/c",
            "s3://b/%252e%252e/c", "s3://b/a%00", "runs:/\(run)/../x",
            "mlflow-artifacts:/1/\(run)/artifacts/../../x",
            "http://host/api/2.0/mlflow-artifacts/artifacts/1/x", "models:/fraud", "models:/fraud/Production",
            "models://databricks/fraud/1", "runs://host/\(run)/m",
        ]
    )
    func unsafe(_ text: String) {
        #expect(throws: InvalidName.self) { try Self.source(text, run: Self.run) }
    }

    @Test("has an end")
    func length() {
        #expect(throws: InvalidName.self) { try Self.source("s3://b/" + String(repeating: "x", count: 2000)) }
    }
}

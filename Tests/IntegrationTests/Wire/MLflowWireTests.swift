import Identifiers
import TestSupport
import Testing

@Suite("What MLflow's clients find before they do anything")
struct MLflowWireTests {
    @Test("server-info and health answer without a token, and server-info says what there is")
    func open() async throws {
        try await withPlatform { platform in
            let info = try await platform.send(.get("/api/3.0/mlflow/server-info"))
            #expect(info.status == 200)
            #expect(try info.json["store_type"] == "SqlStore")
            #expect(try info.json["workspaces_enabled"] == false)
            #expect(try info.json["artifact_serving_enabled"] == true)
            let health = try await platform.send(.get("/health"))
            #expect(health.text == "OK")
        }
    }

    @Test("MLflow's client reads the version as bare text, everybody else as a document")
    func version() async throws {
        try await withPlatform { platform in
            let call = Call.get("/version")
            let told = try await platform.send(call.with("User-Agent", "mlflow-python-client/3.17.2"))
            #expect(told.text == "3.18.0")
            #expect(told.header("Vary") == "User-Agent")
            #expect(try await platform.send(call).json["name"] == "assay")
        }
    }

    @Test("An unknown address below MLflow's is told in MLflow's shape")
    func unknownRoute() async throws {
        try await withStage { stage in
            for path in ["/api/2.0/mlflow/nope/nope", "/ajax-api/2.0/x", "/api/3.0/mlflow/nope"] {
                for person in [Person.nobody, .engineer] {
                    let exchange = try await stage.send(.get(path), by: person)
                    #expect(exchange.status == 404)
                    #expect(try exchange.json["error_code"] == "ENDPOINT_NOT_FOUND")
                }
            }
            #expect(try await stage.send(.get("/nope"), by: .nobody).problem == "not_found")
        }
    }
}

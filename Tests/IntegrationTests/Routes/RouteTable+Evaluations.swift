import Access
import HTTPTypes
import Identifiers
import Testing

extension RouteTable {
    private static let root = "3.0/mlflow/datasets"

    static let evaluations = evaluationReads + evaluationChanges

    private static let evaluationReads =
        mlflow(.get, "\(root)/search", [.evaluationsRead]) { prefix, _, _ in .get("\(prefix)\(root)/search") }
        + mlflow(.post, "\(root)/search", [.evaluationsRead]) { prefix, _, _ in
            .post("\(prefix)\(root)/search", ["filter_string": "name LIKE 'e%'"])
        }
        + mlflow(.get, "\(root)/{dataset_id}", [.evaluationsRead]) { prefix, stage, _ in
            .get("\(prefix)\(root)/\(try await servicesDataset(stage))")
        }
        + mlflow(.get, "\(root)/{dataset_id}/experiment-ids", [.evaluationsRead]) { prefix, stage, _ in
            .get("\(prefix)\(root)/\(try await servicesDataset(stage))/experiment-ids")
        }
        + mlflow(.get, "\(root)/{dataset_id}/records", [.evaluationsRead]) { prefix, stage, _ in
            .get("\(prefix)\(root)/\(try await servicesDataset(stage))/records?max_results=5")
        }

    private static let evaluationChanges =
        mlflow(.post, "\(root)/create", [.evaluationsWrite], .askers) { prefix, stage, _ in
            .post("\(prefix)\(root)/create", ["name": .string(stage.fresh("eval"))])
        }
        + change(.delete, "") { .object([:]) }
        + change(.patch, "/tags") { ["tags": "{\"a\": \"b\"}"] }
        + change(.post, "/add-experiments") { ["experiment_ids": ["0"]] }
        + change(.post, "/remove-experiments") { ["experiment_ids": ["0"]] }
        + change(.post, "/records") { ["records": "[{\"inputs\": {\"q\": 1}}]"] }
        + change(.delete, "/records") { ["dataset_record_ids": []] }
        + mlflow(.delete, "\(root)/{dataset_id}/tags/{key}", [.evaluationsWrite], .askers) {
            prefix,
            stage,
            person in
            .delete("\(prefix)\(root)/\(try await dataset(of: person, stage))/tags/a")
        }

    private static func change(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: @escaping @Sendable () -> JSONValue
    ) -> [RouteCase] {
        mlflow(method, "\(root)/{dataset_id}\(path)", [.evaluationsWrite], .askers) { prefix, stage, person in
            var call = Call.post("\(prefix)\(root)/\(try await dataset(of: person, stage))\(path)", body())
            call.method = method
            return call
        }
    }

    private static func servicesDataset(_ stage: Stage) async throws -> String {
        try await made(by: .service, stage)
    }

    /// The person's own where the person may make one.
    private static func dataset(of person: Person, _ stage: Stage) async throws -> String {
        let makers: Set<Person> = [.engineer, .otherEngineer, .service]
        return try await made(by: makers.contains(person) ? person : .service, stage)
    }

    private static func made(by person: Person, _ stage: Stage) async throws -> String {
        let made = try await stage.expect(
            .post("/api/\(root)/create", ["name": .string(stage.fresh("eval"))]),
            by: person
        )
        return try #require(try made.json["dataset"]?["dataset_id"]?.string)
    }
}

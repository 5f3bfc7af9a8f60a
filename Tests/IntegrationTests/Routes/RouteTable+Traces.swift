import Access
import HTTPTypes
import Identifiers
import Testing

extension RouteTable {
    static let traces =
        mlflow(.post, "3.0/mlflow/traces", [.tracesWrite], .askers) { prefix, stage, _ in
            .post("\(prefix)3.0/mlflow/traces", trace(stage.fresh("tr")))
        }
        + mlflow(.get, "3.0/mlflow/traces/{trace_id}", [.tracesRead]) { prefix, stage, person in
            .get("\(prefix)3.0/mlflow/traces/\(try await anothersTrace(stage, person))")
        }
        + mlflow(.get, "3.0/mlflow/traces/get", [.tracesRead]) { prefix, stage, person in
            .get("\(prefix)3.0/mlflow/traces/get?trace_id=\(try await anothersTrace(stage, person))")
        }
        + mlflow(.get, "3.0/mlflow/traces/batchGet", [.tracesRead], .askers) { prefix, _, _ in
            .get("\(prefix)3.0/mlflow/traces/batchGet?trace_ids=tr-1&trace_ids=tr-2")
        }
        + mlflow(.post, "3.0/mlflow/traces/batchGetInfos", [.tracesRead], .askers) { prefix, _, _ in
            .post("\(prefix)3.0/mlflow/traces/batchGetInfos", ["trace_ids": ["tr-1"]])
        }
        + mlflow(.post, "3.0/mlflow/traces/search", [.tracesRead], .askers) { prefix, _, _ in
            .post("\(prefix)3.0/mlflow/traces/search", ["locations": [location]])
        }
        + ["2.0", "3.0"].flatMap(changes) + assessments + links
        + [
            RouteCase("POST /v1/traces", [.tracesWrite], .askers) { _, _ in
                Call.upload(.post, "/v1/traces", OTLPExport.bytes)
                    .with("Content-Type", "application/x-protobuf").with("x-mlflow-experiment-id", "0")
            }
        ]

    private static func changes(_ generation: String) -> [RouteCase] {
        let root = "\(generation)/mlflow/traces"
        return mlflow(.post, "\(root)/delete-traces", [.tracesRetire], .askers) { prefix, _, _ in
            .post("\(prefix)\(root)/delete-traces", ["experiment_id": "0", "request_ids": ["tr-nothing"]])
        }
            + mlflow(.patch, "\(root)/{trace_id}/tags", [.tracesWrite]) { prefix, stage, person in
                .patch(
                    "\(prefix)\(root)/\(try await anothersTrace(stage, person))/tags",
                    ["key": "a", "value": "b"]
                )
            }
            + mlflow(.delete, "\(root)/{trace_id}/tags", [.tracesWrite]) { prefix, stage, person in
                let path = "\(prefix)\(root)/\(try await anothersTrace(stage, person))/tags"
                try await stage.expect(.patch(path, ["key": "a", "value": "b"]), by: .engineer)
                var call = Call.patch(path, ["key": "a"])
                call.method = .delete
                return call
            }
    }

    private static let assessmentPath = "3.0/mlflow/traces/{trace_id}/assessments"

    private static let assessments =
        mlflow(.post, assessmentPath, [.tracesWrite]) { prefix, stage, person in
            let trace = try await anothersTrace(stage, person)
            return .post("\(prefix)3.0/mlflow/traces/\(trace)/assessments", ["assessment": feedback])
        }
        + mlflow(.get, "\(assessmentPath)/{assessment_id}", [.tracesRead]) { prefix, stage, person in
            .get("\(prefix)\(try await anothersAssessment(stage, person))")
        }
        + mlflow(.patch, "\(assessmentPath)/{assessment_id}", [.tracesWrite]) { prefix, stage, person in
            .patch(
                "\(prefix)\(try await anothersAssessment(stage, person))",
                ["assessment": ["rationale": "looked again"], "update_mask": "rationale"]
            )
        }
        + mlflow(.delete, "\(assessmentPath)/{assessment_id}", [.tracesWrite]) { prefix, stage, person in
            .delete("\(prefix)\(try await anothersAssessment(stage, person))")
        }

    private static let links =
        mlflow(.post, "2.0/mlflow/traces/link-to-run", [.runsUpdate], .owningTeams) { prefix, stage, _ in
            // A trace that nobody told of yet is nobody's secret.
            .post(
                "\(prefix)2.0/mlflow/traces/link-to-run",
                ["run_id": .string(try await stage.addRun()), "trace_ids": ["tr-later"]]
            )
        }
        + mlflow(.post, "2.0/mlflow/traces/link-prompts", [.tracesWrite]) { prefix, stage, person in
            .post(
                "\(prefix)2.0/mlflow/traces/link-prompts",
                [
                    "trace_id": .string(try await anothersTrace(stage, person)),
                    "prompt_versions": [["name": "greeting", "version": "1"]],
                ]
            )
        }

    static let feedback: JSONValue = [
        "assessment_name": "helpful", "feedback": ["value": true], "rationale": "short and right",
        "source": ["source_type": "HUMAN", "source_id": "ada@example.com"],
    ]

    /// The address of a judgement of a trace that the asker has nothing to do with.
    private static func anothersAssessment(_ stage: Stage, _ asker: Person) async throws -> String {
        let trace = try await anothersTrace(stage, asker)
        let path = "3.0/mlflow/traces/\(trace)/assessments"
        let teller = asker == .service ? Person.engineer : .service
        let made = try await stage.expect(.post("/api/\(path)", ["assessment": feedback]), by: teller)
        return "\(path)/\(try made.json["assessment"]?["assessment_id"]?.string ?? "")"
    }

    private static let location: JSONValue = [
        "type": "MLFLOW_EXPERIMENT", "mlflow_experiment": ["experiment_id": "0"],
    ]

    static func trace(_ id: String) -> JSONValue {
        [
            "trace": [
                "trace_info": [
                    "trace_id": .string(id), "trace_location": location, "state": "OK",
                    "request_time": "2026-03-01T00:00:00.566Z", "execution_duration": "0.001s",
                    "trace_metadata": ["mlflow.user": "root"], "tags": ["mlflow.traceName": "answer"],
                    "request_preview": "{\"x\": 1}", "response_preview": "1",
                ]
            ]
        ]
    }

    /// A trace that somebody other than the asker told of, in an experiment of nobody's team.
    private static func anothersTrace(_ stage: Stage, _ asker: Person) async throws -> String {
        let id = stage.fresh("tr")
        let teller = asker == .service ? Person.engineer : .service
        try await stage.expect(.post("/api/3.0/mlflow/traces", trace(id)), by: teller)
        return id
    }
}

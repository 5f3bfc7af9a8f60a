import HTTPTypes
import Identifiers
import Testing

@Suite("What people and programs think of traces")
struct AssessmentTests {
    private static let trace = "tr-1"
    private static let path = "/api/3.0/mlflow/traces/\(trace)/assessments"

    private static func begin(_ stage: Stage) async throws {
        try await stage.expect(.post("/api/3.0/mlflow/traces", RouteTable.trace(trace)), by: .engineer)
    }

    @discardableResult
    private static func add(_ members: [String: JSONValue], _ stage: Stage) async throws -> JSONValue {
        let answer = try await stage.expect(.post(path, ["assessment": .object(members)]), by: .engineer)
        return try #require(try answer.json["assessment"])
    }

    private static func found(_ filter: String, _ stage: Stage) async throws -> Int {
        let body: JSONValue = [
            "locations": [["mlflow_experiment": ["experiment_id": "0"]]], "filter": .string(filter),
        ]
        let answer = try await stage.expect(.post("/api/3.0/mlflow/traces/search", body), by: .engineer)
        return try answer.json["traces"]?.array?.count ?? 0
    }

    private static func value(_ value: JSONValue, _ name: String = "helpful") -> [String: JSONValue] {
        ["assessment_name": .string(name), "feedback": ["value": value]]
    }

    @Test("A judgement is kept with its trace, changed only where the mask says, and taken away")
    func life() async throws {
        try await withStage { stage in
            try await Self.begin(stage)
            let made = try await Self.add(try #require(RouteTable.feedback.object), stage)
            let id = try #require(made["assessment_id"]?.string)
            #expect(id.hasPrefix("a-"))
            #expect(made["trace_id"]?.string == Self.trace)
            #expect(made["valid"] == true)
            #expect(made["create_time"]?.string?.hasSuffix("Z") == true)
            let changed = try await stage.expect(
                .patch(
                    "\(Self.path)/\(id)",
                    [
                        "assessment": [
                            "assessment_name": "ignored", "feedback": ["value": false],
                            "metadata": ["round": "2"],
                        ], "update_mask": "feedback,metadata",
                    ]
                ),
                by: .engineer
            ).json["assessment"]
            #expect(changed?["assessment_name"] == "helpful")
            #expect(changed?["feedback"]?["value"] == false)
            #expect(changed?["metadata"]?["round"] == "2")
            #expect(changed?["rationale"] == "short and right")
            let info = try await stage.expect(.get("/api/3.0/mlflow/traces/\(Self.trace)"), by: .engineer)
            let shown = try info.json["trace"]?["trace_info"]?["assessments"]?.array
            #expect(shown?.first?["feedback"]?["value"] == false)
            try await stage.expect(.delete("\(Self.path)/\(id)"), by: .engineer)
            let gone = try await stage.send(.get("\(Self.path)/\(id)"), by: .engineer)
            #expect(gone.status == 404)
            #expect(gone.text.contains("Assessment with ID '\(id)' not found for trace '\(Self.trace)'"))
            try await stage.expect(.delete("\(Self.path)/\(id)"), by: .engineer)
        }
    }

    @Test("A judgement that overrides another takes its place, and gives it back when it goes")
    func overriding() async throws {
        try await withStage { stage in
            try await Self.begin(stage)
            let first = try #require(try await Self.add(Self.value(false), stage)["assessment_id"]?.string)
            func isValid() async throws -> JSONValue? {
                try await stage.expect(.get("\(Self.path)/\(first)"), by: .engineer)
                    .json["assessment"]?["valid"]
            }
            var members = Self.value(true)
            members["overrides"] = .string(first)
            let second = try #require(try await Self.add(members, stage)["assessment_id"]?.string)
            #expect(try await isValid() == false)
            #expect(try await Self.found("feedback.helpful = 'false'", stage) == 0)
            #expect(try await Self.found("feedback.helpful = 'true'", stage) == 1)
            try await stage.expect(.delete("\(Self.path)/\(second)"), by: .engineer)
            #expect(try await isValid() == true)
            members["overrides"] = "a-nothing"
            let refused = try await stage.send(
                .post(Self.path, ["assessment": .object(members)]),
                by: .engineer
            )
            #expect(refused.status == 404)
        }
    }

    @Test(
        "Traces are found by what was thought and expected of them",
        arguments: [
            ("feedback.score = '0.5'", 1), ("feedback.score = 0.5", 1), ("feedback.score > 0.4", 1),
            ("feedback.score < '0.4'", 0), ("feedback.word LIKE 'go%'", 1), ("feedback.word != 'good'", 0),
            ("feedback.none IS NULL", 1), ("feedback.word IS NOT NULL", 1), ("expectation.word = 'good'", 0),
            ("expectation.answer = '42'", 1), ("feedback.word > 1", 0),
        ]
    )
    func searches(filter: String, count: Int) async throws {
        try await withStage { stage in
            try await Self.begin(stage)
            try await Self.add(Self.value(0.5, "score"), stage)
            try await Self.add(Self.value("good", "word"), stage)
            try await Self.add(["assessment_name": "answer", "expectation": ["value": "42"]], stage)
            #expect(try await Self.found(filter, stage) == count)
        }
    }

    @Test("What is no judgement is refused with the reason")
    func refusals() async throws {
        try await withStage { stage in
            try await Self.begin(stage)
            let cases: [(JSONValue, String)] = [
                (["feedback": ["value": 1]], "assessment_name"),
                (["assessment_name": "a"], "one of feedback"),
                (["assessment_name": "a", "feedback": 1], "one of feedback"),
                (
                    ["assessment_name": "a", "feedback": ["value": 1], "source": ["source_type": "X"]],
                    "HUMAN"
                ),
                (["assessment_name": "a", "feedback": ["value": 1], "metadata": ["a": 1]], "metadata"),
                (["assessment_name": "a", "feedback": ["value": 1], "create_time": "today"], "create_time"),
            ]
            for (members, words) in cases {
                let refused = try await stage.send(.post(Self.path, ["assessment": members]), by: .engineer)
                #expect(refused.status == 400)
                #expect(refused.text.contains(words), "\(refused.text)")
            }
            let missing = try await stage.send(
                .post("/api/3.0/mlflow/traces/tr-none/assessments", ["assessment": RouteTable.feedback]),
                by: .engineer
            )
            #expect(missing.status == 404)
            #expect(missing.text.contains("Trace with ID 'tr-none' not found."))
        }
    }

    @Test("Traces linked to a run and to prompts are found by them")
    func links() async throws {
        try await withStage { stage in
            try await Self.begin(stage)
            let run = try await stage.addRun()
            func link(_ traces: JSONValue) async throws -> Exchange {
                try await stage.send(
                    .post(
                        "/api/2.0/mlflow/traces/link-to-run",
                        ["run_id": .string(run), "trace_ids": traces]
                    ),
                    by: .engineer
                )
            }
            #expect(try await Self.found("attributes.run_id = '\(run)'", stage) == 0)
            for _ in 0..<2 { #expect(try await link([.string(Self.trace), "tr-later"]).status == 200) }
            #expect(try await Self.found("attributes.run_id = '\(run)'", stage) == 1)
            #expect(try await Self.found("request_metadata.`mlflow.sourceRun` = '\(run)'", stage) == 1)
            let foreign = try await stage.addRun(by: .otherEngineer, inTeam: false)
            let peeking = try await stage.send(
                .post(
                    "/api/2.0/mlflow/traces/link-to-run",
                    ["run_id": .string(foreign), "trace_ids": [.string(Self.trace)]]
                ),
                by: .otherEngineer
            )
            #expect(peeking.status == 403)
            let many = try await link(.array((0..<101).map { .string("tr-\($0)") }))
            #expect(many.status == 400)
            #expect(many.text.contains("more than 100 traces"))
            try await stage.expect(
                .post(
                    "/api/2.0/mlflow/traces/link-prompts",
                    [
                        "trace_id": .string(Self.trace),
                        "prompt_versions": [["name": "greeting", "version": "1"]],
                    ]
                ),
                by: .engineer
            )
            #expect(try await Self.found("prompt = 'greeting/1'", stage) == 1)
            #expect(try await Self.found("prompt = 'greeting/2'", stage) == 0)
        }
    }
}

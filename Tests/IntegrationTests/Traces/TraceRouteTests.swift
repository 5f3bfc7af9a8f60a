import HTTPTypes
import Identifiers
import Testing

@Suite("Traces over MLflow's routes")
struct TraceRouteTests {
    private static let id = "tr-" + String(repeating: "ab", count: 16)

    private static func export(_ stage: Stage, by person: Person) async throws -> Exchange {
        try await stage.send(
            Call.upload(.post, "/v1/traces", OTLPExport.bytes)
                .with("Content-Type", "application/x-protobuf").with("x-mlflow-experiment-id", "0"),
            by: person
        )
    }

    private static func search(_ filter: String, _ stage: Stage, by person: Person) async throws -> Exchange {
        try await stage.send(
            .post(
                "/api/3.0/mlflow/traces/search",
                [
                    "locations": [["mlflow_experiment": ["experiment_id": "0"]]], "filter": .string(filter),
                    "max_results": 1,
                ]
            ),
            by: person
        )
    }

    @Test("Spans alone make a trace that is found and read whole, and telling of it completes it")
    func spans() async throws {
        try await withStage { stage in
            let exported = try await Self.export(stage, by: .engineer)
            #expect(exported.status == 200, "\(exported.text)")
            #expect(exported.body.isEmpty)
            let path = "/api/3.0/mlflow/traces/get?trace_id=\(Self.id)"
            let trace = try await stage.expect(.get(path), by: .engineer).json["trace"]
            let info = trace?["trace_info"]
            #expect(info?["state"] == "OK")
            #expect(info?["execution_duration"] == "0.002s")
            #expect(info?["request_preview"] == "{\"x\": 1}")
            #expect(info?["tags"]?["mlflow.trace.spansLocation"] == "TRACKING_STORE")
            #expect(info?["tags"]?["mlflow.traceName"] == "root")
            let span = try #require(trace?["spans"]?.array?.first)
            #expect(span["name"] == "root")
            #expect(span["span_id"]?.string == "AQIDBAUGBwg=")
            #expect(span["start_time_unix_nano"] == "1772323200000000000")
            try await stage.expect(.post("/api/3.0/mlflow/traces", RouteTable.trace(Self.id)), by: .engineer)
            let told = try await stage.expect(.get("/api/3.0/mlflow/traces/\(Self.id)"), by: .engineer)
            let tags = try told.json["trace"]?["trace_info"]?["tags"]
            #expect(tags?["mlflow.traceName"] == "answer")
            #expect(tags?["mlflow.trace.spansLocation"] == "TRACKING_STORE")
            #expect(
                tags?["mlflow.artifactLocation"]?.string == "mlflow-artifacts:/0/traces/\(Self.id)/artifacts"
            )
        }
    }

    private static let filters: [(String, Int)] = [
        ("", 1), ("status = 'OK'", 1), ("trace.status != 'OK'", 0), ("tags.a = 'b'", 1),
        ("tags.a IS NULL", 0),
        ("name = 'answer'", 1), ("metadata.`mlflow.user` = 'root'", 1), ("timestamp_ms > 1", 1),
        ("execution_time >= 2", 0), ("request_id IN ('x')", 0), ("span.type = 'LLM'", 0),
        ("text LIKE '%zz%'", 0), ("name RLIKE '^an.+r$'", 1), ("tags.a RLIKE '[x-z]'", 0),
        ("status RLIKE '^(OK|ERROR)$'", 1),
    ]

    /// On the exported span.
    private static let spanFilters: [(String, Int)] = [
        ("span.attributes.mlflow.spanType = 'LLM'", 1), ("span.attributes.mlflow.spanType != 'LLM'", 0),
        ("span.attributes.mlflow.spanInputs LIKE '%\"x\"%'", 1),
        ("span.attributes.mlflow.spanType RLIKE '^L{2}'", 1), ("span.attributes.missing != 'x'", 0),
        ("span.type RLIKE 'l'", 0), ("span.type RLIKE '(?i)l'", 1),
    ]

    @Test("A search looks into the attributes of spans, as the client set them")
    func attributes() async throws {
        try await withStage { stage in
            #expect(try await Self.export(stage, by: .engineer).status == 200)
            for (filter, count) in Self.spanFilters {
                let found = try await Self.search(filter, stage, by: .engineer)
                #expect(found.status == 200, "\(filter): \(found.text)")
                #expect((try found.json["traces"]?.array ?? []).count == count, "\(filter)")
            }
            let refused = try await Self.search("name RLIKE '('", stage, by: .engineer)
            #expect(refused.status == 400)
            #expect(refused.text.contains("no regular expression"), "\(refused.text)")
        }
    }

    @Test("A search narrows by status, tags, metadata, times and spans, and refuses what it does not know")
    func searches() async throws {
        try await withStage { stage in
            try await stage.expect(.post("/api/3.0/mlflow/traces", RouteTable.trace("tr-1")), by: .engineer)
            let tags = "/api/2.0/mlflow/traces/tr-1/tags"
            try await stage.expect(.patch(tags, ["key": "a", "value": "b"]), by: .engineer)
            for (filter, count) in Self.filters {
                let found = try await Self.search(filter, stage, by: .engineer)
                #expect(found.status == 200, "\(filter): \(found.text)")
                #expect((try found.json["traces"]?.array ?? []).count == count, "\(filter)")
            }
            for filter in [
                "issue.a = 'x'", "feedback.a > 'x'", "prompt LIKE 'x'", "span.x = 'a'", "name = 1", "a OR b",
            ] {
                #expect(try await Self.search(filter, stage, by: .engineer).status == 400, "\(filter)")
            }
        }
    }

    @Test("Pages follow each other, and a token of another search is refused")
    func pages() async throws {
        try await withStage { stage in
            for number in 1...3 {
                try await stage.expect(
                    .post("/api/3.0/mlflow/traces", RouteTable.trace("tr-\(number)")),
                    by: .engineer
                )
            }
            var body: [String: JSONValue] = [
                "locations": [["mlflow_experiment": ["experiment_id": "0"]]], "max_results": 2,
            ]
            let path = "/api/3.0/mlflow/traces/search"
            let first = try await stage.expect(.post(path, .object(body)), by: .engineer)
            body["page_token"] = try first.json["next_page_token"]
            let second = try await stage.expect(.post(path, .object(body)), by: .engineer)
            let ids = try [first, second].flatMap { try $0.json["traces"]?.array ?? [] }.map {
                $0["trace_id"]
            }
            #expect(Set(ids) == ["tr-1", "tr-2", "tr-3"])
            #expect(ids.count == 3)
            body["filter"] = "status = 'OK'"
            #expect(try await stage.send(.post(path, .object(body)), by: .engineer).status == 400)
        }
    }

    @Test("Who is not of the team sees only the own traces")
    func visibility() async throws {
        try await withStage { stage in
            try await stage.expect(.post("/api/3.0/mlflow/traces", RouteTable.trace("tr-1")), by: .engineer)
            let others = try await Self.search("", stage, by: .otherEngineer)
            #expect(try others.json["traces"]?.array == nil)
            let batch = "/api/3.0/mlflow/traces/batchGet?trace_ids=tr-1"
            #expect(try await stage.expect(.get(batch), by: .otherEngineer).json["traces"]?.array == nil)
            let single = try await stage.send(.get("/api/3.0/mlflow/traces/tr-1"), by: .otherEngineer)
            #expect(single.status == 403)
            #expect(try await stage.expect(.get(batch), by: .reviewer).json["traces"]?.array?.count == 1)
        }
    }

    @Test("Of a deleted trace nothing is left but that it was, and its id is not taken again")
    func deletion() async throws {
        try await withStage { stage in
            _ = try await Self.export(stage, by: .engineer)
            let deleted = try await stage.expect(
                .post(
                    "/api/2.0/mlflow/traces/delete-traces",
                    ["experiment_id": "0", "request_ids": [.string(Self.id)]]
                ),
                by: .engineer
            )
            #expect(try deleted.json["traces_deleted"]?.integer == 1)
            #expect(try await stage.platform.count("trace_spans") == 0)
            #expect(try await stage.platform.count("trace_tags") == 0)
            let gone = try await stage.send(.get("/api/3.0/mlflow/traces/\(Self.id)"), by: .engineer)
            #expect(try gone.json["error_code"] == "RESOURCE_DOES_NOT_EXIST")
            #expect(try await Self.export(stage, by: .engineer).status == 409)
        }
    }

    @Test("Exports that are no exports are refused with 400, cut at every byte")
    func brokenExports() async throws {
        try await withStage { stage in
            let call = Call.upload(.post, "/v1/traces", [])
                .with("Content-Type", "application/x-protobuf").with("x-mlflow-experiment-id", "0")
            for count in 0..<OTLPExport.bytes.count {
                var cut = call
                cut.body = .bytes(Array(OTLPExport.bytes.prefix(count)))
                cut.headers[.contentLength] = "\(count)"
                let exchange = try await stage.send(cut, by: .engineer)
                #expect(exchange.status == 400, "\(count) bytes")
            }
            let untyped = Call.upload(.post, "/v1/traces", OTLPExport.bytes).with(
                "x-mlflow-experiment-id",
                "0"
            )
            let withoutType = try await stage.send(untyped, by: .engineer)
            #expect(withoutType.status == 400)
            let unknown = Call.upload(.post, "/v1/traces", OTLPExport.bytes)
                .with("Content-Type", "application/x-protobuf").with("x-mlflow-experiment-id", "99")
            let nowhere = try await stage.send(unknown, by: .engineer)
            #expect(nowhere.status == 404)
        }
    }
}

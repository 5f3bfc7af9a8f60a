import HTTPTypes
import Identifiers
import Testing

@Suite("Bad input is told what is wrong with it")
struct BadInputTests {
    private static func raw(_ method: HTTPRequest.Method, _ path: String, _ body: String) -> Call {
        Call(
            method: method,
            path: path,
            headers: [.contentType: "application/json"],
            body: .bytes(Array(body.utf8))
        )
    }

    private static let malformed = [
        "", "{", "[]", "null", "\"x\"", "1", "{} {}", "{}x", "{\"name\":}", "{'name':'x'}",
        "{\"name\":\"a\",}",
        "{\"name\":\"a\",\"name\":\"b\"}", "\u{FEFF}{}", "{\"name\":\"\\ud800\"}",
        String(repeating: "[", count: 100_000), "{\"name\":1e999}", "{\"name\":NaN}",
    ]

    @Test("What is not one JSON object is refused as malformed")
    func refusesMalformed() async throws {
        try await withStage { stage in
            for body in Self.malformed {
                let exchange = try await stage.send(Self.raw(.post, "/api/v1/models", body), by: .engineer)
                #expect(exchange.status == 400, "\(body.prefix(50)): \(exchange.text)")
                #expect(exchange.problem == "malformed_json")
            }
        }
    }

    /// Body and the fields that the answer must name.
    private static let wrong: [(body: JSONValue, fields: [String])] = [
        (["surprise": 1, "owner": "x"], ["owner", "surprise"]),
        (
            ["name": 7, "owner_team": "risk", "accountable": "a@b.de", "purpose": "p", "risk_class": "high"],
            ["name"]
        ),
        (
            [
                "name": nil, "owner_team": "risk", "accountable": "a@b.de", "purpose": "p",
                "risk_class": "high",
            ], ["name"]
        ),
        (["owner_team": "risk", "accountable": "a@b.de", "purpose": "p", "risk_class": "high"], ["name"]),
        (
            [
                "name": "x", "owner_team": ["risk"], "accountable": "a@b.de", "purpose": "p",
                "risk_class": "high",
            ],
            ["owner_team"]
        ),
        (
            [
                "name": "x", "owner_team": "risk", "accountable": "a@b.de", "purpose": "p",
                "risk_class": "extreme",
            ],
            ["risk_class"]
        ),
        (
            [
                "name": "a/b", "owner_team": "risk", "accountable": "ghost@example.com", "purpose": " ",
                "risk_class": "high",
            ],
            ["name", "purpose", "accountable"]
        ),
    ]

    @Test("Unknown fields, missing ones, wrong types and wrong values are named")
    func namesFields() async throws {
        try await withStage { stage in
            for (body, fields) in Self.wrong {
                let exchange = try await stage.send(.post("/api/v1/models", body), by: .engineer)
                #expect(exchange.status == 422, "\(exchange.text)")
                #expect(exchange.problem == "invalid_input")
                let named = try exchange.json["errors"]?.array?.compactMap { $0["field"]?.string }
                #expect(named == fields, "\(exchange.text)")
            }
        }
    }

    @Test("A JSON body over the limit is refused, announced or not")
    func oversized() async throws {
        try await withStage { stage in
            let huge = Array("{\"name\":\"\(String(repeating: "x", count: 4 << 20))\"}".utf8)
            let announced = Call.upload(.post, "/api/v1/models", huge)
            var silent = announced
            silent.headers[.contentLength] = nil
            for call in [announced, silent] {
                let exchange = try await stage.send(call, by: .engineer)
                #expect(exchange.status == 413)
                #expect(exchange.problem == "too_large")
            }
        }
    }

    private static let addresses = [
        ("/nowhere", 404), ("/api/v1/nowhere", 404), ("/api/v1/models/ghost", 404),
        ("/api/v1/models/a%2Fb", 422),
        ("/api/v1/models/%zz", 400), ("/api/v1/models/%ff", 400), ("/api/v1/models/fraud/versions/0", 422),
        ("/api/v1/models/fraud/versions/x", 422), ("/api/v1/models/fraud/versions/99999999999", 422),
        ("/api/v1/models/fraud/versions/1/files/..%2Fsecret", 422),
        ("/api/v1/models/fraud/versions/1/files/gone", 404),
        ("/api/v1/principals/1", 422), ("/api/v1/principals/00000000-0000-7000-8000-000000000000", 404),
        ("/api/v1/models?page_size=0", 422), ("/api/v1/models?page_size=1001", 422),
        ("/api/v1/models?page_size=x", 422),
        ("/api/v1/models?page_token=zz", 422), ("/api/v1/models?page_token=ff", 422),
        ("/api/v1/models?risk_class=x", 422),
        ("/api/v1/principals?page_token=6162", 422), ("/api/v1/models/fraud/versions?page_token=6162", 422),
        ("/api/v1/audit/reports?format=doc", 422), ("/api/v1/audit/entries?from=yesterday", 422),
        ("/api/v1/audit/log/entries?from=-1", 422),
        ("/api/v1/audit/log/entries?from=99999999999999999999", 422),
        ("/tlog/other/checkpoint", 404), ("/tlog/assay-test/tile/9/000", 404),
        ("/tlog/assay-test/tile/0/0", 404),
        ("/api/v1/models?q=" + String(repeating: "x", count: 201), 422),
        ("/api/v1/models?q=%27%3B%20DROP%20TABLE%20models%3B--", 200), ("/api/v1/models?q=%25%5C_%00", 200),
    ]

    @Test("Addresses that name nothing get 404, those that cannot be read a reason")
    func readsAddresses() async throws {
        try await withStage { stage in
            for (path, status) in Self.addresses {
                let exchange = try await stage.send(.get(path), by: .reviewer)
                #expect(exchange.status == status, "\(path): \(exchange.text)")
            }
        }
    }

    @Test("A method that a route has not is refused")
    func methods() async throws {
        try await withStage { stage in
            for method in [HTTPRequest.Method.delete, .put, .options, .trace] {
                let exchange = try await stage.send(Call(method: method, path: "/api/v1/models"), by: .admin)
                #expect([404, 405].contains(exchange.status))
            }
        }
    }

    @Test("Names that look like SQL, HTML or escapes come back as they went in")
    func hostileText() async throws {
        try await withStage { stage in
            let hostile = "'; DROP TABLE models; -- <script>alert(1)</script> \\u0000 %s ${x} \u{202E}"
            var fields = try #require(Stage.model("hostile").object)
            fields["purpose"] = .string(hostile)
            try await stage.expect(.post("/api/v1/models", .object(fields)), by: .engineer)
            let read = try await stage.expect(.get("/api/v1/models/hostile"), by: .reviewer)
            #expect(try read.json["purpose"]?.string == hostile)
        }
    }

    @Test("A request id that is a plain word is kept, any other replaced")
    func requestIDs() async throws {
        try await withStage { stage in
            let kept = try await stage.platform.send(.get("/healthz").with("X-Request-Id", "build-7.a_B"))
            #expect(kept.header("X-Request-Id") == "build-7.a_B")
            for odd in ["a b", "é", String(repeating: "x", count: 101), "a;b"] {
                let answer = try await stage.platform.send(.get("/healthz").with("X-Request-Id", odd))
                #expect(answer.header("X-Request-Id") != odd)
                #expect(answer.header("X-Request-Id")?.count == 36)
            }
        }
    }

    @Test("A reason that is too long is refused")
    func reason() async throws {
        try await withStage { stage async throws in
            let call = Call.post("/api/v1/models", Stage.model("reasoned"))
            #expect(
                try await stage.send(
                    call.with("Assay-Reason", String(repeating: "r", count: 501)),
                    by: .engineer
                ).status == 422
            )
            #expect(
                try await stage.send(
                    call.with("Assay-Reason", String(repeating: "r", count: 500)),
                    by: .engineer
                ).status == 201
            )
        }
    }
}

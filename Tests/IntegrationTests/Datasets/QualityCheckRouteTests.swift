import Identifiers
import TestSupport
import Testing

@Suite("Quality checks over the API")
struct QualityCheckRouteTests {
    private static let path = "/api/v1/datasets/\(Stage.dataset)/versions/1"

    private static func check(_ name: String, _ observed: JSONValue?, outcome: JSONValue? = nil) -> JSONValue
    {
        var fields: [String: JSONValue] = [
            "name": .string(name), "kind": "completeness", "tool": "checker 1.0",
            "expectation": ["text": "nearly all rows have it", "minimum": 0.9, "warn_below": 0.95],
        ]
        fields["observed"] = observed
        fields["outcome"] = outcome
        return .object(fields)
    }

    @Test("Results are judged here; what is missing or no number fails, whatever was claimed")
    func outcomes() async throws {
        try await withStage { stage in
            let cases: [(JSONValue?, JSONValue?, JSONValue)] = [
                (0.99, nil, "pass"), (0.93, nil, "warn"), (0.5, nil, "fail"), (0.5, "pass", "fail"),
                (0.99, "fail", "fail"), (nil, "pass", "fail"), (.null, "pass", "fail"),
                ("NaN", "pass", "fail"),
                ("-Infinity", nil, "fail"), (true, nil, "fail"), (1, nil, "pass"),
            ]
            let checks = cases.enumerated().map { index, entry in
                Self.check("check \(index)", entry.0, outcome: entry.1)
            }
            let made = try await stage.expect(
                .post("\(Self.path)/checks", ["checks": .array(checks)]),
                by: .engineer
            )
            let items = try made.items
            for (item, entry) in zip(items, cases) {
                #expect(item["outcome"] == entry.2, "\(item)")
                #expect(item["reason"]?.string?.isEmpty == false)
            }
            let summary = try await stage.expect(.get(Self.path), by: .employee).json["checks"]
            #expect(summary?["outcome"] == "fail")
            #expect(summary?["pass"] == 2)
            #expect(summary?["warn"] == 1)
            #expect(summary?["fail"] == 8)
        }
    }

    @Test("A later result takes the place of the earlier one in the summary and leaves it in the history")
    func history() async throws {
        try await withStage { stage in
            for observed in [JSONValue.number(0.1), .number(0.99)] {
                let body: JSONValue = ["checks": [Self.check("amount", observed)]]
                try await stage.expect(.post("\(Self.path)/checks", body), by: .engineer)
            }
            let summary = try await stage.expect(.get(Self.path), by: .employee).json["checks"]
            #expect(summary?["outcome"] == "pass")
            let all = try await stage.expect(.get("\(Self.path)/checks"), by: .employee).items
            #expect(all.map { $0["outcome"] } == ["pass", "fail"])
            let latest = try await stage.expect(.get("\(Self.path)/checks?latest=true"), by: .employee).items
            #expect(latest.map { $0["outcome"] } == ["pass"])
        }
    }

    @Test("Nothing checked is no pass")
    func nothing() async throws {
        try await withStage { stage in
            let summary = try await stage.expect(.get(Self.path), by: .employee).json["checks"]
            #expect(summary?["outcome"] == nil)
            #expect(summary?["pass"] == 0)
        }
    }

    @Test("Bounds in the wrong order, a result without a criterion, a time to come and a flood are refused")
    func faults() async throws {
        try await withStage { stage in
            var late = try #require(Self.check("late", 1).object)
            late["run_at"] = .string(stage.platform.clock.current.advanced(bySeconds: 3600).rfc3339)
            let refused: [JSONValue] = [
                [], .array((0...100).map { Self.check("c\($0)", 1) }), [.object(late)],
                [
                    [
                        "name": "a", "kind": "range", "expectation": ["minimum": 2, "maximum": 1],
                        "observed": 1,
                    ]
                ],
                [["name": "a", "kind": "custom", "expectation": ["text": "looks right"], "observed": "yes"]],
                [["name": "a", "kind": "vibes", "expectation": ["minimum": 1], "observed": 1]],
                [["name": "a", "kind": "range", "expectation": ["minimum": 1], "observed": [1]]],
                [["name": "a", "kind": "range", "expectation": ["atleast": 1], "observed": 1]],
                [["name": "", "kind": "range", "expectation": ["minimum": 1], "observed": 1]],
            ]
            for checks in refused {
                let exchange = try await stage.send(
                    .post("\(Self.path)/checks", ["checks": checks]),
                    by: .engineer
                )
                #expect(exchange.status == 422, "\(exchange.text)")
            }
            #expect(try await stage.expect(.get("\(Self.path)/checks"), by: .employee).items.isEmpty)
        }
    }
}

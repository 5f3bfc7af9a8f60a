import Catalog
import Testing

@Suite("The filter language of MLflow")
struct SearchGrammarTests {
    private typealias Case = (grammar: SearchGrammar, filter: String, clauses: [SearchClause])

    private static let understood: [Case] = [
        (.registeredModels, "", []),
        (.registeredModels, "  \n ", []),
        (.registeredModels, "name = 'a'", [.init(.attribute, "name", .equal, .text("a"))]),
        (.registeredModels, "name='a'", [.init(.attribute, "name", .equal, .text("a"))]),
        (
            .registeredModels, "attribute.name != \"a b\"",
            [.init(.attribute, "name", .notEqual, .text("a b"))]
        ),
        (.registeredModels, "name like 'rm%'", [.init(.attribute, "name", .like, .text("rm%"))]),
        (.registeredModels, "name ILIKE '%A_'", [.init(.attribute, "name", .caselessLike, .text("%A_"))]),
        (.registeredModels, "name IN ('a','b')", [.init(.attribute, "name", .among, .texts(["a", "b"]))]),
        (.registeredModels, "name NOT IN ('a',)", [.init(.attribute, "name", .notAmong, .texts(["a"]))]),
        (
            .registeredModels, "tags.a = 'b' and tag.c != 'd'",
            [.init(.tag, "a", .equal, .text("b")), .init(.tag, "c", .notEqual, .text("d"))]
        ),
        (
            .registeredModels, "name LIKE 'rm%' AND tag.`mlflow.prompt.is_prompt` != 'true'",
            [
                .init(.attribute, "name", .like, .text("rm%")),
                .init(.tag, "mlflow.prompt.is_prompt", .notEqual, .text("true")),
            ]
        ),
        (
            .registeredModels, "tags.\"my key\" = 'it''s' AND tags.x = 'a\\'b'",
            [.init(.tag, "my key", .equal, .text("it's")), .init(.tag, "x", .equal, .text("a'b"))]
        ),
        (
            .registeredModels, "tags.mlflow.source.git = 'x'",
            [.init(.tag, "mlflow.source.git", .equal, .text("x"))]
        ),
        (.registeredModels, "`tags`.`a.b` = 'AND OR ()'", [.init(.tag, "a.b", .equal, .text("AND OR ()"))]),
        (
            .modelVersions, "version_number >= 3",
            [.init(.attribute, "version_number", .greaterOrEqual, .integer(3))]
        ),
        (
            .modelVersions, "run_id IN ('x') AND source_path='s3://b/c'",
            [
                .init(.attribute, "run_id", .among, .texts(["x"])),
                .init(.attribute, "source_path", .equal, .text("s3://b/c")),
            ]
        ),
        (.runs, "metrics.acc > -0.5e1", [.init(.metric, "acc", .greater, .number(-5))]),
        (.runs, "metric.`val loss` <= 3", [.init(.metric, "val loss", .lessOrEqual, .integer(3))]),
        (
            .runs, "params.lr IS NULL AND parameter.x is not null",
            [.init(.parameter, "lr", .absent, .nothing), .init(.parameter, "x", .present, .nothing)]
        ),
        (
            .runs, "created > 1700000000000 AND attr.`Run name` = 'r'",
            [
                .init(.attribute, "start_time", .greater, .integer(1_700_000_000_000)),
                .init(.attribute, "run_name", .equal, .text("r")),
            ]
        ),
        (.runs, "\"Run name\" = 'r'", [.init(.attribute, "run_name", .equal, .text("r"))]),
        (
            .runs, "attributes.run_id in ('a', 'b') AND run.status = 'FINISHED'",
            [
                .init(.attribute, "run_id", .among, .texts(["a", "b"])),
                .init(.attribute, "status", .equal, .text("FINISHED")),
            ]
        ),
        (
            .runs, "datasets.name LIKE '%x%' AND dataset.context NOT IN ('train')",
            [
                .init(.dataset, "name", .like, .text("%x%")),
                .init(.dataset, "context", .notAmong, .texts(["train"])),
            ]
        ),
        (
            .experiments, "experiment_id IN ('0') AND last_update_time < 5.5",
            [
                .init(.attribute, "experiment_id", .among, .texts(["0"])),
                .init(.attribute, "last_update_time", .less, .number(5.5)),
            ]
        ),
        (.experiments, "tags.team IS NULL", [.init(.tag, "team", .absent, .nothing)]),
        (
            .loggedModels, "params.lr = 0.01 AND creation_time > 3",
            [
                .init(.parameter, "lr", .equal, .text("0.01")),
                .init(.attribute, "creation_timestamp", .greater, .integer(3)),
            ]
        ),
        (.loggedModels, "model_type IN ('a')", [.init(.attribute, "model_type", .among, .texts(["a"]))]),
    ]

    @Test("Every form of clause is understood, with aliases made canonical")
    func understands() throws {
        for (grammar, filter, clauses) in Self.understood {
            #expect(try grammar.clauses(filter) == clauses, "\(filter)")
        }
        #expect(try SearchGrammar.runs.clauses(nil) == [])
    }

    @Test("Traces are also searched by patterns and by the attributes of spans")
    func traces() throws {
        let clauses = try SearchGrammar.traces.clauses(
            "name RLIKE '^a.*b$' AND span.attributes.llm.model = 'm' AND tags.t rlike '\\d+'"
        )
        #expect(
            clauses == [
                .init(.attribute, "name", .matching, .text("^a.*b$")),
                .init(.span, "attributes.llm.model", .equal, .text("m")),
                .init(.tag, "t", .matching, .text("\\d+")),
            ]
        )
        #expect(SearchClause.spanAttribute("attributes.llm.model") == "llm.model")
        #expect(SearchClause.spanAttribute("attributes.`a b`") == "a b")
        #expect(SearchClause.spanAttribute("attributes.") == nil)
        #expect(SearchClause.spanAttribute("name") == nil)
        #expect(try SearchGrammar.traces.clauses("name RLIKE 'a\\\\1'").count == 1)
    }

    private static let refused: [(grammar: SearchGrammar, filter: String, says: String)] = [
        (
            .registeredModels, "name='a' OR name='b'",
            "Invalid clause(s) in filter string: 'OR' at position 10"
        ),
        (.registeredModels, "(name='a')", "Invalid clause(s) in filter string: '(' at position 1"),
        (.registeredModels, "NOT name='a'", "Invalid clause(s) in filter string: 'NOT'"),
        (.registeredModels, "name='a' AND", "a clause is missing at the end"),
        (.registeredModels, "AND name='a'", "'AND' at position 1"),
        (.registeredModels, "name='a' name='b'", "'name' at position 10"),
        (.registeredModels, "name='a'; DROP TABLE models", "';' has no meaning here"),
        (.registeredModels, "name", "Invalid clause(s) in filter string: 'name'"),
        (.registeredModels, "name =", "Got value nothing"),
        (.registeredModels, "= 'a'", "'=' at position 1"),
        (.registeredModels, "'a' = name", "''a''"),
        (.registeredModels, "tags.a IS NULL", "Invalid comparator 'IS NULL'"),
        (
            .registeredModels, "foo='a'",
            "Invalid attribute key 'foo' specified at position 1. Valid keys are 'name'"
        ),
        (.registeredModels, "metrics.a > 1", "Invalid entity type 'metrics'"),
        (.registeredModels, "name=abc", "use either single or double quotes. Got value abc"),
        (.registeredModels, "name=1", "Expected a quoted string value"),
        (.registeredModels, "name='abc", "never closed"),
        (.registeredModels, "name > 'a'", "Invalid comparator '>'"),
        (.registeredModels, "name IN ()", "expected a non-empty list"),
        (.registeredModels, "name IN ('a' 'b')", "expected a non-empty list"),
        (.registeredModels, "name IN (1)", "expected a non-empty list"),
        (.registeredModels, "name IN 'a'", "expected a non-empty list"),
        (.registeredModels, "name NOT LIKE 'a'", "A comparison such as"),
        (.registeredModels, "tags. = 'a'", "a key must follow the dot"),
        (.registeredModels, "name == 'a'", "'==' is no comparison"),
        (.registeredModels, "name = 'a\0'", "NUL"),
        (.modelVersions, "version_number = 'x'", "Expected numeric value type"),
        (.modelVersions, "version_number IN ('1')", "Invalid comparator 'IN'"),
        (.modelVersions, "source_path IN ('1')", "Invalid comparator 'IN'"),
        (.runs, "metrics.a = 'x'", "Expected numeric value type for 'a'"),
        (.runs, "metrics.a = NaN", "Expected numeric value type"),
        (.runs, "metrics.a = 1e999", "is no number"),
        (.runs, "metrics.a = 1x", "is no number"),
        (.runs, "metrics.a LIKE 'x'", "Invalid comparator 'LIKE'"),
        (.runs, "params.a = 3", "Expected a quoted string value"),
        (.runs, "params.a > '3'", "Invalid comparator '>'"),
        (.runs, "attributes.status IN ('a')", "Invalid comparator 'IN'"),
        (.runs, "dataset.size = 'a'", "Invalid dataset key 'size'"),
        (.runs, "start_time IS NULL", "Invalid comparator 'IS NULL'"),
        (.runs, "params.a IS 'x'", "Invalid clause(s)"),
        (.experiments, "name IN ('a')", "Invalid comparator 'IN'"),
        (.runs, "tags.a RLIKE 'x'", "Invalid comparator 'RLIKE'"),
        (.traces, "name RLIKE '(a)\\1'", "refers back to a group"),
        (.traces, "name RLIKE '\(String(repeating: "a", count: 1_001))'", "at most 1000 bytes"),
        (.traces, "span.attributes. = 'a'", "Invalid span key 'attributes.'"),
        (.experiments, "creation_time LIKE '1'", "Invalid comparator 'LIKE'"),
    ]

    @Test("What the language does not have is refused with what is wrong and where")
    func refuses() {
        for (grammar, filter, says) in Self.refused {
            let refusal = #expect(throws: SearchRefusal.self, "\(filter)") { _ = try grammar.clauses(filter) }
            #expect(refusal?.description.contains(says) == true, "\(filter): \(refusal?.description ?? "")")
        }
    }

    @Test("No input crashes the reader: every cut and every changed character of a long filter is answered")
    func odd() {
        let filter = "metrics.`a b` > -1.5e3 AND params.\"k\" IN ('x','y') AND tags.z IS NOT NULL"
        let characters = Array(filter)
        for index in characters.indices {
            _ = try? SearchGrammar.runs.clauses(String(characters[..<index]))
            _ = try? SearchGrammar.runs.clauses(String(characters[index...]))
            for odd in ["'", "\"", "`", "\\", "(", ".", "-", "é", "\u{301}", "👩‍🔬", "\u{0}", "\n", "e"] {
                var changed = characters
                changed.replaceSubrange(index...index, with: Array(odd))
                _ = try? SearchGrammar.runs.clauses(String(changed))
                _ = try? SearchGrammar.loggedModels.order([String(changed)])
            }
        }
    }

    @Test("Long filters are limited in bytes, clauses and list elements")
    func limits() {
        let clause = "tags.a = 'b'"
        func filter(_ count: Int) -> String {
            Array(repeating: clause, count: count).joined(separator: " AND ")
        }
        func list(_ count: Int) -> String {
            "name IN (" + Array(repeating: "'a'", count: count).joined(separator: ",") + ")"
        }
        let grammar = SearchGrammar.registeredModels
        #expect(throws: Never.self) { try grammar.clauses(filter(SearchGrammar.clausesMax)) }
        #expect(throws: SearchRefusal.self) { try grammar.clauses(filter(SearchGrammar.clausesMax + 1)) }
        #expect(throws: Never.self) { try grammar.clauses(list(SearchGrammar.listMax)) }
        #expect(throws: SearchRefusal.self) { try grammar.clauses(list(SearchGrammar.listMax + 1)) }
        let long = "name = '" + String(repeating: "x", count: SearchGrammar.filterBytesMax) + "'"
        #expect(throws: SearchRefusal.self) { try grammar.clauses(long) }
    }

    @Test("Orders name a key and a direction")
    func orders() throws {
        #expect(
            try SearchGrammar.registeredModels.order(["timestamp DESC", "name"]) == [
                .init(.attribute, "last_updated_timestamp", isDescending: true), .init(.attribute, "name"),
            ]
        )
        #expect(
            try SearchGrammar.runs.order(["metrics.`a b` desc", "attributes.created ASC", "params.x"]) == [
                .init(.metric, "a b", isDescending: true), .init(.attribute, "start_time"),
                .init(.parameter, "x"),
            ]
        )
        for odd in ["foo", "name sideways", "name ASC DESC", "", "name,", "metrics.a", "'name'", "name; x"] {
            #expect(throws: SearchRefusal.self, "\(odd)") { try SearchGrammar.registeredModels.order([odd]) }
        }
        #expect(throws: SearchRefusal.self) {
            try SearchGrammar.registeredModels.order(["name", "name DESC"])
        }
        #expect(throws: SearchRefusal.self) {
            try SearchGrammar.runs.order((0...SearchGrammar.ordersMax).map { "metrics.m\($0)" })
        }
    }
}

import PostgresClient
import Testing

@testable import PostgresClient

@Suite struct SQLTests {
    @Test("a value becomes a numbered parameter and never text")
    func bindsValues() {
        let name = "x'; DROP TABLE t; --"
        let sql: SQL = "SELECT * FROM t WHERE a = \(name) AND b = \(7)"
        #expect(sql.text == "SELECT * FROM t WHERE a = $1 AND b = $2")
        #expect(sql.parameters.map(\.type) == [.text, .int8])
    }

    @Test("spliced fragments have their parameters renumbered")
    func splices() {
        let filter: SQL = "a = \(1) OR b = \("two")"
        let sql: SQL = "SELECT \(true) WHERE (\(filter)) AND (\(fragment: filter)) AND c = \(3)"
        #expect(sql.text == "SELECT $1 WHERE (a = $2 OR b = $3) AND (a = $4 OR b = $5) AND c = $6")
        #expect(sql.parameters.map(\.type) == [.bool, .int8, .text, .int8, .text, .int8])
    }

    @Test("fragments join with a separator")
    func joins() {
        let parts: [SQL] = ["a = \(1)", "b = \(2)", "c = \(3)"]
        #expect(parts.joined(separator: " AND ").text == "a = $1 AND b = $2 AND c = $3")
        #expect([SQL]().joined(separator: ",").text.isEmpty)
        #expect(("x = \(1)" as SQL + " OR y = \(2)").text == "x = $1 OR y = $2")
    }

    @Test(
        "identifiers are quoted whatever they hold",
        arguments: [("plain", "\"plain\""), ("a\"b", "\"a\"\"b\""), ("a\"\u{301}b", "\"a\"\"\u{301}b\"")]
    )
    func quotesIdentifiers(name: String, quoted: String) {
        #expect(("LISTEN \(identifier: name)" as SQL).text == "LISTEN " + quoted)
    }

    @Test(
        "string constants are quoted whatever they hold",
        arguments: [("it's", "'it''s'"), ("a\\'b", "E'a\\\\''b'"), ("", "''")]
    )
    func quotesLiterals(value: String, quoted: String) {
        #expect(PostgresQuoting.literal(value) == quoted)
    }

    @Test("a null optional keeps its type")
    func bindsNull() throws {
        let sql: SQL = "SELECT \(Int32?.none)"
        #expect(sql.parameters.map(\.type) == [.int4])
        #expect(try EncodedStatement(sql).offsets == [nil])
    }

    @Test("text with a zero byte is refused before it is sent")
    func refusesZeroBytes() {
        let value = #expect(throws: PostgresError.self) { try EncodedStatement("SELECT \("a\u{0}b")") }
        #expect(value?.code == .invalidParameter)
        let text = #expect(throws: PostgresError.self) { try EncodedStatement("SELECT \(raw: "1\u{0}")") }
        #expect(text?.code == .invalidParameter)
    }

    @Test("more parameters than the protocol can count are refused")
    func refusesTooManyParameters() throws {
        let most = (0..<65_535).map { "\($0)" as SQL }.joined(separator: ",")
        #expect(try EncodedStatement(most).types.count == 65_535)
        let error = #expect(throws: PostgresError.self) { try EncodedStatement(most + ",\(1)") }
        #expect(error?.code == .tooManyParameters)
    }

    @Test(
        "only commands with a plan are prepared",
        arguments: [
            ("SELECT 1", true), ("\n  with x AS (SELECT 1) SELECT * FROM x", true),
            ("CREATE TABLE t ()", false),
            ("BEGIN", false), ("", false),
        ]
    )
    func choosesWhatToPrepare(text: String, isPrepared: Bool) throws {
        #expect(try (EncodedStatement("\(raw: text)").preparedKey != nil) == isPrepared)
    }
}

@Suite struct PreparedStatementsTests {
    private func key(_ text: String) -> PreparedStatements.Key {
        PreparedStatements.Key(text: text, types: [])
    }

    @Test("the statement not used for longest makes room")
    func evictsLeastRecentlyUsed() {
        var statements = PreparedStatements(capacity: 2)
        statements.insert(key("a"), name: "1")
        statements.insert(key("b"), name: "2")
        #expect(statements.use(key("a")) == "1")
        #expect(statements.evictIfFull() == "2")
        #expect(statements.use(key("b")) == nil)
        #expect(statements.evictIfFull() == nil)
    }

    @Test("the same text with other parameter types is another statement")
    func keysByTypes() {
        var statements = PreparedStatements(capacity: 2)
        statements.insert(.init(text: "SELECT $1", types: [20]), name: "1")
        #expect(statements.use(.init(text: "SELECT $1", types: [25])) == nil)
    }
}

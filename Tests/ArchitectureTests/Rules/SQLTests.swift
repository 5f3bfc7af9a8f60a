import Testing

/// Recognises SQL in a string literal by the way its statements begin.
enum SQLText {
    /// Reads, writes and definitions: the business of Persistence and Migrations.
    static func isStatement(_ text: String) -> Bool {
        let words = upperCaseWords(of: text)
        return words.indices.contains { index in
            let next = index + 1 < words.count ? words[index + 1] : ""
            switch words[index] {
            case "SELECT", "TRUNCATE", "RETURNING": return index + 1 < words.count || text.contains("(")
            case "INSERT": return next == "INTO"
            case "DELETE": return next == "FROM"
            case "UPDATE": return words[index...].contains("SET")
            case "CREATE", "ALTER", "DROP": return definable.contains(next)
            default: return false
            }
        }
    }

    /// Statements of the connection itself: transactions, listening, the opening of a copy.
    static func isTransactionControl(_ text: String) -> Bool {
        let words = upperCaseWords(of: text)
        let controls: Set = [
            "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "LISTEN", "UNLISTEN", "NOTIFY", "DISCARD",
        ]
        guard let first = words.first else { return false }
        return controls.contains(first) && text.hasPrefix(first) && text.count < 200
    }

    private static let definable: Set = [
        "TABLE", "INDEX", "ROLE", "DATABASE", "SCHEMA", "TRIGGER", "FUNCTION", "EXTENSION", "TYPE", "UNIQUE",
        "VIEW",
        "OR",
    ]

    /// The words written in capitals throughout, so that prose about selecting does not count, nor names.
    private static func upperCaseWords(of text: String) -> [String] {
        guard text.utf8.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return [] }
        return text.split(whereSeparator: { !$0.isLetter && $0 != "_" })
            .map(String.init).filter { $0.count > 1 && $0.allSatisfy { $0.isUppercase || $0 == "_" } }
    }
}

@Suite("SQL stands in Persistence and Migrations")
struct SQLTests {
    private static let homes: Set = ["Persistence", "SchemaHistory"]

    @Test("No other target holds SQL text", arguments: Checkout.sources)
    func noSQLElsewhere(file: SwiftFile) {
        guard let target = file.target, !Self.homes.contains(target) else { return }
        for token in file.tokens where token.kind == .string {
            // The client looks up the types of columns in the server's own catalog.
            let isCatalogQuery = target == "PostgresClient" && token.text.contains("FROM pg_")
            #expect(
                isCatalogQuery || !SQLText.isStatement(token.text),
                "\(file.path):\(token.line): SQL text; move the statement into a store of Sources/Persistence"
            )
            // The client itself must open and close transactions and copies: its one exception.
            #expect(
                target == "PostgresClient" || !SQLText.isTransactionControl(token.text),
                "\(file.path):\(token.line): transaction control; call withTransaction of PostgresClient instead"
            )
        }
    }

    @Test("TestSupport makes and drops databases and roles, and holds no other SQL")
    func testSupportIsNarrow() {
        for file in Checkout.swiftFiles where file.path.hasPrefix("Tests/TestSupport/") {
            for token in file.tokens where token.kind == .string && SQLText.isStatement(token.text) {
                let narrow = ["DATABASE", "ROLE"].contains { token.text.contains($0) }
                #expect(
                    narrow,
                    "\(file.path):\(token.line): only CREATE and DROP of DATABASE and ROLE belong here"
                )
            }
        }
    }

    @Test(
        "Statements are told from prose",
        arguments: [
            ("SELECT id FROM models", true), ("  insert a coin", false),
            ("Select a model from the list", false),
            ("INSERT INTO models (id) VALUES (\\())", true), ("UPDATE models\n SET name = \\()", true),
            ("DELETE FROM tokens", true), ("CREATE TABLE models ()", true), ("HTTP DELETE of a token", false),
            ("PUT, POST, DELETE", false), ("CREATE", false), ("WITH page AS (SELECT 1) TABLE page", true),
        ]
    )
    func recognisesStatements(text: String, isSQL: Bool) {
        #expect(SQLText.isStatement(text) == isSQL)
    }

    @Test(
        "Transaction control is told from prose",
        arguments: [
            ("BEGIN", true), ("ROLLBACK TO SAVEPOINT a", true), ("-----BEGIN PUBLIC KEY-----", false),
        ]
    )
    func recognisesTransactionControl(text: String, isControl: Bool) {
        #expect(SQLText.isTransactionControl(text) == isControl)
    }
}

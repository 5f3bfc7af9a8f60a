/// A failure of the database or of the way to it.
///
/// `description` names the kind of failure, its SQLSTATE, the constraint and the statement's label; it never
/// holds SQL text, values, object names chosen by users of the database, or addresses. `debugDescription` has
/// everything and belongs in logs only.
package struct PostgresError: Error, Sendable {
    package let code: Code
    private let details: Details

    /// What the server or the client said, besides the code. Never show it to a client of the service.
    package struct Details: Sendable {
        package var message = ""
        package var detail: String?
        package var hint: String?
        package var severity: String?
        package var constraintName: String?
        package var tableName: String?
        package var columnName: String?
        package var routine: String?
        package var position: Int?
        package var statementName: String?
        package var statementText: String?
    }

    package init(_ code: Code, _ message: String) {
        self.code = code
        var details = Details()
        details.message = message
        self.details = details
    }

    package init(_ code: Code, details: Details) {
        self.code = code
        self.details = details
    }

    /// The constraint that a write broke, as named in the schema.
    package var constraintName: String? {
        details.constraintName
    }

    /// The label given by ``SQL/named(_:)``.
    package var statementName: String? {
        details.statementName
    }

    /// The column a decoding failure or a server error is about.
    package var columnName: String? {
        details.columnName
    }

    /// The full message, for logs only.
    package var message: String {
        details.message
    }

    var routine: String? {
        details.routine
    }

    /// The same error with the statement that met it.
    func with(_ statement: SQL) -> PostgresError {
        var details = details
        details.statementName = details.statementName ?? statement.label
        details.statementText = details.statementText ?? statement.text
        return PostgresError(code, details: details)
    }

    func with(column: String) -> PostgresError {
        var details = details
        details.columnName = column
        return PostgresError(code, details: details)
    }

    func with(code: Code) -> PostgresError {
        PostgresError(code, details: details)
    }
}

extension PostgresError {
    /// True when the transaction may succeed if it is run again from its start.
    package var isRetryable: Bool {
        code == .serializationFailure || code == .deadlockDetected
    }

    /// True when the connection is gone or never came to be, so that the same request may succeed on another.
    package var isConnectionLoss: Bool {
        code.isConnectionLoss
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        var text = code.summary
        if let state = code.sqlState { text += " (SQLSTATE \(state))" }
        if let name = details.constraintName { text += ", constraint \(name)" }
        if let name = details.statementName { text += ", statement \(name)" }
        return text + "."
    }

    package var debugDescription: String {
        var text = description + " " + details.message
        let fields: [(String, String?)] = [
            ("severity", details.severity), ("detail", details.detail), ("hint", details.hint),
            ("table", details.tableName), ("column", details.columnName), ("routine", details.routine),
            ("position", details.position.map(String.init)), ("sql", details.statementText),
        ]
        for case (let name, let value?) in fields {
            text += " \(name): \(value)"
        }
        return text
    }
}

extension PostgresError {
    static func malformed(_ message: String) -> PostgresError {
        PostgresError(.decoding, message)
    }

    static func valueTooLarge(byteCount: Int) -> PostgresError {
        PostgresError(
            .invalidParameter,
            "A value of \(byteCount) bytes is over the limit of \(PostgresLimits.valueBytesMax)."
        )
    }
}

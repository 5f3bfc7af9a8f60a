extension PostgresError {
    /// The kind of a failure: a SQLSTATE of the server, or a condition that only the client knows.
    package struct Code: Hashable, Sendable {
        private enum Base: Hashable, Sendable {
            case server(String)
            case client(Condition)
        }

        private let base: Base

        /// A SQLSTATE, five characters (PostgreSQL manual, appendix A).
        package init(sqlState: String) {
            base = .server(sqlState)
        }

        private init(_ condition: Condition) {
            base = .client(condition)
        }

        /// The server's code, nil for a condition of the client.
        package var sqlState: String? {
            guard case .server(let state) = base else { return nil }
            return state
        }

        var isConnectionLoss: Bool {
            switch base {
            case .client(let condition):
                condition == .connectionLost || condition == .connectionFailed
                    || condition == .connectTimedOut
            case .server(let state):
                state.hasPrefix("08") || ["57P01", "57P02", "57P03"].contains(state)
            }
        }

        /// True when trying to connect again soon cannot help: wrong password, no such database or role.
        var isPermanentConnectFailure: Bool {
            guard let state = sqlState else { return false }
            return state.hasPrefix("28") || state == "3D000" || state == "42704" || state == "42501"
                || state == "22023"
        }

        /// A sentence without its full stop that is safe to show.
        var summary: String {
            switch base {
            case .client(let condition): condition.rawValue
            case .server(let state): ServerCondition.summary(of: state)
            }
        }
    }
}

/// Conditions that arise in this client, each with its safe description.
private enum Condition: String, Sendable {
    case connectionLost = "The connection to the database was lost"
    case connectionFailed = "The database could not be reached"
    case connectTimedOut = "Connecting to the database took too long"
    case connectionBusy = "The connection is in the middle of a stream or a copy; use another connection"
    case poolExhausted = "Too many requests are waiting for a database connection; try again later"
    case waitTimedOut = "No database connection became free in time; try again later"
    case closed = "The database pool is shut down"
    case taskCancelled = "The request was cancelled before the database answered"
    case commitInDoubt = "The connection was lost during commit; the changes may or may not be stored"
    case transactionAborted = "The transaction was rolled back because one of its statements had failed"
    case tooManyRows = "More rows came than the one that was asked for"
    case unknownColumn = "The result has no such column"
    case ambiguousColumn = "The result has that column more than once"
    case unexpectedNull = "A required column is null"
    case typeMismatch = "A column has another type than the one asked for"
    case decoding = "A value from the database could not be read"
    case invalidParameter = "A parameter cannot be sent to the database"
    case tooManyParameters = "The statement has too many parameters"
    case configuration = "The database configuration is not valid"
    case protocolViolation = "The database gave an answer that does not fit the request"
}

/// Safe sentences for the codes that callers meet, and for the classes of all others.
private enum ServerCondition {
    private static let sentences: [String: String] = [
        "23505": "The value exists already",
        "23503": "A referenced row is missing or still in use",
        "23514": "A value breaks a rule of the schema",
        "23502": "A required value is missing",
        "23P01": "The value conflicts with another row",
        "40001": "The transaction collided with another one",
        "40P01": "The transaction was in a deadlock with another one",
        "42501": "The database role may not do this",
        "57014": "The statement was cancelled or ran out of time",
        "55P03": "A lock could not be had in time",
        "53100": "The database is out of disk space",
        "53200": "The database is out of memory",
        "53300": "The database has too many connections",
        "57P01": "The database is shutting down",
        "57P02": "The database is recovering from a crash",
        "57P03": "The database is starting up",
        "42P01": "A table is missing",
        "25006": "The transaction is read-only",
    ]

    private static let classes: [String: String] = [
        "08": "The connection to the database failed", "22": "A value is not valid for the database",
        "23": "A constraint of the schema was broken", "25": "The transaction is in the wrong state",
        "28": "The database refused the login", "40": "The transaction was rolled back",
        "42": "The statement is not valid", "53": "The database is out of resources",
        "54": "A limit of the database was passed", "57": "The database stopped the statement",
        "58": "The database had a system failure", "P0": "A database function reported a failure",
    ]

    static func summary(of state: String) -> String {
        sentences[state] ?? classes[String(state.prefix(2))] ?? "The database reported a failure"
    }
}

extension PostgresError.Code {
    package static let uniqueViolation = Self(sqlState: "23505")
    package static let foreignKeyViolation = Self(sqlState: "23503")
    package static let checkViolation = Self(sqlState: "23514")
    package static let notNullViolation = Self(sqlState: "23502")
    package static let exclusionViolation = Self(sqlState: "23P01")
    package static let serializationFailure = Self(sqlState: "40001")
    package static let deadlockDetected = Self(sqlState: "40P01")
    package static let insufficientPrivilege = Self(sqlState: "42501")
    package static let invalidRegularExpression = Self(sqlState: "2201B")
    package static let queryCanceled = Self(sqlState: "57014")
    package static let lockNotAvailable = Self(sqlState: "55P03")
    package static let diskFull = Self(sqlState: "53100")
    package static let outOfMemory = Self(sqlState: "53200")
    package static let tooManyConnections = Self(sqlState: "53300")
    package static let adminShutdown = Self(sqlState: "57P01")
    package static let crashShutdown = Self(sqlState: "57P02")
    package static let cannotConnectNow = Self(sqlState: "57P03")
    package static let undefinedTable = Self(sqlState: "42P01")
    package static let undefinedColumn = Self(sqlState: "42703")
    package static let undefinedObject = Self(sqlState: "42704")
    package static let duplicateTable = Self(sqlState: "42P07")
    package static let duplicateObject = Self(sqlState: "42710")
    package static let syntaxError = Self(sqlState: "42601")
    package static let invalidPassword = Self(sqlState: "28P01")
    package static let invalidAuthorization = Self(sqlState: "28000")
    package static let undefinedDatabase = Self(sqlState: "3D000")
    package static let readOnlyTransaction = Self(sqlState: "25006")
    package static let raisedException = Self(sqlState: "P0001")
    static let featureNotSupported = Self(sqlState: "0A000")
    static let invalidStatementName = Self(sqlState: "26000")

    package static let connectionLost = Self(.connectionLost)
    package static let connectionFailed = Self(.connectionFailed)
    package static let connectTimedOut = Self(.connectTimedOut)
    package static let connectionBusy = Self(.connectionBusy)
    package static let poolExhausted = Self(.poolExhausted)
    package static let waitTimedOut = Self(.waitTimedOut)
    package static let closed = Self(.closed)
    package static let taskCancelled = Self(.taskCancelled)
    /// The connection broke while COMMIT was under way: the caller must find out what is stored.
    package static let commitInDoubt = Self(.commitInDoubt)
    package static let transactionAborted = Self(.transactionAborted)
    package static let tooManyRows = Self(.tooManyRows)
    package static let unknownColumn = Self(.unknownColumn)
    package static let ambiguousColumn = Self(.ambiguousColumn)
    package static let unexpectedNull = Self(.unexpectedNull)
    package static let typeMismatch = Self(.typeMismatch)
    package static let decoding = Self(.decoding)
    package static let invalidParameter = Self(.invalidParameter)
    package static let tooManyParameters = Self(.tooManyParameters)
    package static let configuration = Self(.configuration)
    package static let protocolViolation = Self(.protocolViolation)
}

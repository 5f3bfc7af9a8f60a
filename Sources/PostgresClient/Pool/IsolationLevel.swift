/// How far a transaction is kept apart from others (PostgreSQL manual, section 13.2).
package enum IsolationLevel: Sendable, CaseIterable {
    case readCommitted
    case repeatableRead
    case serializable
    /// Repeatable read without writes: a snapshot for reports.
    case readOnlySnapshot

    var begin: SQL {
        switch self {
        case .readCommitted: "BEGIN ISOLATION LEVEL READ COMMITTED"
        case .repeatableRead: "BEGIN ISOLATION LEVEL REPEATABLE READ"
        case .serializable: "BEGIN ISOLATION LEVEL SERIALIZABLE"
        case .readOnlySnapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        }
    }
}

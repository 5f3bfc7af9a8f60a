/// One message of a pipeline, each of which is answered.
enum PipelineStep: Sendable {
    case drop(name: String)
    case prepare(EncodedStatement, PreparedStatements.Key, name: String)
    /// Without a name the statement travels with its text.
    case run(EncodedStatement, name: String?)

    /// About as many bytes as the message has.
    var byteCount: Int {
        switch self {
        case .drop: 64
        case .prepare(let statement, _, _): statement.text.utf8.count
        case .run(let statement, nil): statement.text.utf8.count + statement.bytes.count
        case .run(let statement, _): statement.bytes.count
        }
    }
}

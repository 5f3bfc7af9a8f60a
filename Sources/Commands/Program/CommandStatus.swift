/// What a command tells its caller by its exit status.
enum CommandStatus: Int32, Sendable {
    case good = 0
    /// The command worked and the answer is no: denied, not found, not verified.
    case answerIsNo = 1
    case usage = 2
    /// The question could not be put, or the work not be done.
    case impossible = 3
}

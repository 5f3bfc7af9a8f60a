/// Why a command stops, in one sentence for its user.
struct CommandFailure: Error, Hashable {
    let status: CommandStatus
    /// Empty when the command has already said everything.
    let text: String

    private init(_ status: CommandStatus, _ text: String) {
        self.status = status
        self.text = text
    }

    static func answerIsNo(_ text: String) -> CommandFailure { CommandFailure(.answerIsNo, text) }
    static func usage(_ text: String) -> CommandFailure { CommandFailure(.usage, text) }
    static func impossible(_ text: String) -> CommandFailure { CommandFailure(.impossible, text) }
    /// Ends with the status after a result that explains itself.
    static func told(_ status: CommandStatus) -> CommandFailure { CommandFailure(status, "") }
}

extension CommandFailure {
    /// The failure that any error amounts to.
    init(describing error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let refusal as ServerRefusal: self.init(refusal.exitStatus, refusal.description)
        case let fault as TransportFault: self.init(.impossible, fault.description)
        case is CancellationError: self.init(.impossible, "Interrupted.")
        case let error as any CustomStringConvertible: self.init(.impossible, error.description)
        default: self.init(.impossible, String(describing: error))
        }
    }
}

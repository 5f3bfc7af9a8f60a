import ArgumentParser

/// A command that talks to a server. What it does stands in `perform`, which sees the outside only through
/// the session.
protocol ClientCommand: AsyncParsableCommand {
    var server: ServerOptions { get }

    func perform(in session: Session) async throws
}

extension ClientCommand {
    func run() async throws {
        let console = Console.standard()
        let transport = HTTPClientTransport()
        let failure = await failure(console: console, transport: transport)
        await transport.close()
        try CommandEnd.end(with: failure, console: console)
    }

    private func failure(console: Console, transport: HTTPClientTransport) async -> CommandFailure? {
        do {
            try await perform(in: try server.session(console: console, transport: transport))
            return nil
        } catch {
            return CommandFailure(describing: error)
        }
    }
}

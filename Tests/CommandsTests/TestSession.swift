@testable import Commands

/// A session with a fake server, a transcript and settings of its own; it never waits.
struct TestSession {
    let server: FakeServer
    let transcript = Transcript()
    let folder: TemporaryFolder

    init(_ answer: @escaping @Sendable (TransportRequest, Int) throws -> FakeServer.Reply) throws {
        server = FakeServer(answer)
        folder = try TemporaryFolder()
    }

    var connection: ServerConnection {
        get throws {
            let target = ServerTarget(address: try ServerAddress("http://127.0.0.1:8080"), token: "secret")
            return ServerConnection(target, transport: server) { _ in }
        }
    }

    var settings: SettingsFolder { SettingsFolder(path: "\(folder.path)/settings") }

    var session: Session {
        get throws {
            Session(server: try connection, console: transcript.console(), settings: settings)
        }
    }
}

import HTTPAPI
import Hummingbird
import HummingbirdCore
import Logging

extension TestPlatform {
    /// Runs the platform behind a port of this machine beside `body`, with connections as the program has them.
    func whileServing(
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        _ body: (_ port: Int) async throws -> Void
    ) async throws {
        let (ports, found) = AsyncStream<Int>.makeStream()
        let application = Application(
            responder: router,
            server: .http1(configuration: .init(additionalChannelHandlers: [presence.handler()])),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in found.yield(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        try await whileRunning([{ try await application.run() }]) {
            for await port in ports { return try await body(port) }
        }
    }
}

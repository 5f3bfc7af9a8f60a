import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Synchronization

/// Looks after the bodies of requests: a client that waits to be asked for its body (`Expect: 100-continue`, RFC 9110
/// section 10.1.1) is asked when the body is wanted, and one that leaves in the middle of it is no failure of ours.
package struct BodyReading: RouterMiddleware {
    package init() {}

    package func handle(
        _ request: Request,
        context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let isAwaited = request.headers[.expect]?.lowercased() == "100-continue"
        guard isAwaited || (request.method != .get && request.method != .head) else {
            return try await next(request, context)
        }
        let invitation = isAwaited ? Invitation(context.channel) : nil
        var request = request
        request.body = RequestBody(
            asyncSequence: WatchedBody(body: request.body, invitation: invitation, logger: context.logger)
        )
        var response = try await next(request, context)
        // A client need not send what was refused unseen, so nobody knew what the next bytes are.
        if let invitation, !invitation.isSent { response.headers[.connection] = "close" }
        return response
    }
}

/// The body of a request did not come to its end: its client has left, or sent what is no HTTP.
struct IncompleteBody: Error {}

/// The answer `100 Continue`, sent once at most.
private final class Invitation: Sendable {
    private let channel: any Channel
    private let sent = Atomic(false)

    var isSent: Bool { sent.load(ordering: .relaxed) }

    init(_ channel: any Channel) {
        self.channel = channel
    }

    func send() {
        guard !sent.exchange(true, ordering: .relaxed) else { return }
        channel.eventLoop.execute { [channel] in
            let pipeline = channel.pipeline.syncOperations
            // Past the encoder, for which the answer proper is still to come.
            guard let encoder = try? pipeline.context(handlerType: HTTPResponseEncoder.self) else { return }
            let line = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
            encoder.writeAndFlush(NIOAny(line), promise: nil)
        }
    }
}

/// A body that invites its client to send it, and tells when it breaks off.
private struct WatchedBody: AsyncSequence, Sendable {
    let body: RequestBody
    let invitation: Invitation?
    let logger: Logger

    struct AsyncIterator: AsyncIteratorProtocol {
        var pieces: RequestBody.AsyncIterator
        let invitation: Invitation?
        let logger: Logger

        @concurrent
        mutating func next() async throws -> ByteBuffer? {
            invitation?.send()
            do {
                return try await pieces.next()
            } catch let error as CancellationError {
                throw error
            } catch {
                logger.info("the client left before its request was whole")
                throw IncompleteBody()
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(pieces: body.makeAsyncIterator(), invitation: invitation, logger: logger)
    }
}

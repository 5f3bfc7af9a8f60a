import HTTPAPI
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Synchronization

/// One request to a router without a server, and what came back.
struct Exchange {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    init(
        _ router: Router<APIContext>,
        _ method: HTTPRequest.Method,
        _ path: String,
        headers: HTTPFields = [:],
        body: String = ""
    ) async throws {
        let head = HTTPRequest(
            method: method,
            scheme: "http",
            authority: "localhost",
            path: path,
            headerFields: headers
        )
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
        let context = APIContext(
            source: ApplicationRequestContextSource(
                channel: NIOAsyncTestingChannel(),
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            )
        )
        let response = try await router.buildResponder().respond(to: request, context: context)
        let sink = BodySink()
        try await response.body.write(sink)
        status = response.status.code
        self.headers = response.headers
        self.body = sink.bytes
    }

    var text: String { String(decoding: body, as: UTF8.self) }
}

private final class BodySink: ResponseBodyWriter, Sendable {
    private let collected = Mutex<[UInt8]>([])

    var bytes: [UInt8] { collected.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws {
        collected.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

import Access
import HTTPAPI
import HTTPTypes
import Hummingbird
import Identifiers
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

/// What came back of a request.
struct Exchange: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    var json: JSONValue { get throws { try JSONValue(parsing: body) } }

    var items: [JSONValue] { get throws { try #require(try json["items"]?.array) } }

    /// The `id` of the thing in the body.
    func id<Entity>(_: Identifier<Entity>.Type = Identifier<Entity>.self) throws -> Identifier<Entity> {
        let text = try #require(try json["id"]?.string, "\(text)")
        return try #require(Identifier<Entity>(text))
    }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// The audit entry that records the change.
    var effect: EffectID? { header("Assay-Audit-Entry").flatMap { EffectID($0) } }

    /// The word that programs know the problem by.
    var problem: String? {
        guard header("Content-Type") == "application/problem+json" else { return nil }
        return (try? json["type"]?.string)?.split(separator: ":").last.map(String.init)
    }
}

extension TestPlatform {
    /// Sends the request and looks at what every answer must be: a problem document for every refusal, and
    /// nothing of the inside in any body.
    @discardableResult
    func send(
        _ call: Call,
        as token: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Exchange {
        var headers = call.headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        let head = HTTPRequest(
            method: call.method,
            scheme: "http",
            authority: "localhost",
            path: call.path,
            headerFields: headers
        )
        let context = APIContext(
            source: ApplicationRequestContextSource(
                channel: NIOAsyncTestingChannel(),
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            )
        )
        let response = try await router.respond(
            to: Request(head: head, body: call.requestBody),
            context: context
        )
        let sink = BodySink()
        try await response.body.write(sink)
        let exchange = Exchange(status: response.status.code, headers: response.headers, body: sink.bytes)
        AnswerCheck(call: call, exchange: exchange).run(sourceLocation)
        try DocumentCheck(call: call, exchange: exchange).run(sourceLocation)
        return exchange
    }
}

extension Call {
    fileprivate var requestBody: RequestBody {
        switch body {
        case .bytes(let bytes): RequestBody(buffer: ByteBuffer(bytes: bytes))
        case .brokenOff(let pieces):
            RequestBody(
                asyncSequence: AsyncThrowingStream { continuation in
                    for piece in pieces { continuation.yield(ByteBuffer(bytes: piece)) }
                    continuation.finish(throwing: ClientWentAway())
                }
            )
        }
    }
}

private struct ClientWentAway: Error {}

private final class BodySink: ResponseBodyWriter, Sendable {
    private let collected = Mutex<[UInt8]>([])

    var bytes: [UInt8] { collected.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws {
        collected.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The transport over sockets. Redirects are not followed, so that a token never goes where nobody sent it.
struct HTTPClientTransport: Transport {
    private static let connectSecondsMax: Int64 = 10

    private let client: HTTPClient

    init() {
        client = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: HTTPClient.Configuration(
                redirectConfiguration: .disallow,
                timeout: .init(connect: .seconds(Self.connectSecondsMax))
            )
        )
    }

    func close() async {
        try? await client.shutdown()
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        do {
            let response = try await client.execute(Self.wire(request), deadline: Self.deadline(of: request))
            var headers: [String: String] = [:]
            for (name, value) in response.headers { headers[name.lowercased()] = value }
            return TransportResponse(
                status: Int(response.status.code),
                headers: headers,
                body: .received(response.body, url: request.url)
            )
        } catch let error as CancellationError {
            throw error
        } catch {
            throw TransportFault(url: request.url, detail: Self.explained(error))
        }
    }

    /// A file may take as long as it takes.
    private static func deadline(of request: TransportRequest) -> NIODeadline {
        if case .file = request.body { .distantFuture } else { .now() + .seconds(request.answerSecondsMax) }
    }

    private static func wire(_ request: TransportRequest) -> HTTPClientRequest {
        var wire = HTTPClientRequest(url: request.url)
        wire.method = HTTPMethod(rawValue: request.method.rawValue)
        for (name, value) in request.headers { wire.headers.add(name: name, value: value) }
        switch request.body {
        case .none: break
        case .bytes(let bytes): wire.body = .bytes(ByteBuffer(bytes: bytes))
        case .file(let upload):
            wire.body = .stream(FilePieces(upload: upload), length: .known(upload.sizeBytes))
        }
        return wire
    }

    private static func explained(_ error: any Error) -> String {
        switch error as? HTTPClientError {
        case .connectTimeout: "it did not accept a connection within \(connectSecondsMax) seconds"
        case .deadlineExceeded, .readTimeout: "it did not answer in time"
        case .remoteConnectionClosed: "it closed the connection"
        default: "\(error)".contains("Connection refused") ? "it refused the connection" : "\(error)"
        }
    }
}

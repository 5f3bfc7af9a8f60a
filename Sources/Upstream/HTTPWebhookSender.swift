import AsyncHTTPClient
package import Catalog
import NIOCore
import NIOHTTP1

/// Sends webhook deliveries over HTTP.
package struct HTTPWebhookSender: WebhookSender {
    private static let connectSecondsMax: Int64 = 10
    private static let answerSecondsMax: Int64 = 30
    /// Of an answer's body; the rest is not read.
    private static let answerBytesMax = 64 << 10
    private static let shownCharactersMax = 2_000

    private let allowsInside: Bool

    /// `allowsInside`: whether plain HTTP and addresses inside private networks are allowed.
    package init(allowsInside: Bool) {
        self.allowsInside = allowsInside
    }

    package func check(_ url: String) async throws(WebhookRefusal) {
        _ = try await WebhookAddress(url, allowsInside: allowsInside)
    }

    package func send(_ message: WebhookMessage) async throws(WebhookRefusal) -> WebhookAnswer {
        let address = try await WebhookAddress(message.url, allowsInside: allowsInside)
        // A client of its own: the name is pinned to the address that was checked.
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(Self.connectSecondsMax))
        )
        configuration.dnsOverride = [address.host: address.resolved]
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let outcome: Result<WebhookAnswer, WebhookRefusal>
        do {
            outcome = .success(try await Self.exchange(message, client))
        } catch {
            outcome = .failure(WebhookRefusal("The address could not be reached: \(Self.explained(error))."))
        }
        try? await client.shutdown()
        return try outcome.get()
    }

    private static func exchange(_ message: WebhookMessage, _ client: HTTPClient) async throws
        -> WebhookAnswer
    {
        var request = HTTPClientRequest(url: message.url)
        request.method = .POST
        for (name, value) in message.headers { request.headers.add(name: name, value: value) }
        request.headers.add(name: "User-Agent", value: "assay-webhooks")
        request.body = .bytes(ByteBuffer(string: message.body))
        let response = try await client.execute(request, deadline: .now() + .seconds(answerSecondsMax))
        var bytes: [UInt8] = []
        for try await part in response.body {
            bytes.append(contentsOf: part.readableBytesView.prefix(answerBytesMax - bytes.count))
            if bytes.count >= answerBytesMax { break }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return WebhookAnswer(
            status: Int(response.status.code),
            body: String(text.unicodeScalars.filter { $0 != "\0" }.prefix(shownCharactersMax))
        )
    }

    /// In words that say nothing of the inside.
    private static func explained(_ error: any Error) -> String {
        switch error as? HTTPClientError {
        case .connectTimeout: "it did not accept a connection within \(connectSecondsMax) seconds"
        case .deadlineExceeded, .readTimeout: "it did not answer within \(answerSecondsMax) seconds"
        case .remoteConnectionClosed: "it closed the connection"
        default: "the connection failed"
        }
    }
}

import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Sends requests to a server on this machine over connections that stay open, for measuring it.
package struct LoadClient: Sendable {
    /// Longest time for one answer.
    private static let answerSecondsMax: Int64 = 300
    private static let answerBytesMax = 64 << 20

    private let client: HTTPClient
    private let address: String
    private let token: String?
    /// How many connections a load uses, each with one request at a time.
    package let connections: Int

    /// Throws unless `address` is `http://`, a loopback host and a port: a load is no gift to anybody else.
    ///
    /// - Parameter acknowledgesAtOnce: Whether to avoid the kernel's delayed acknowledgements, from which servers
    ///   suffer that send an answer in several segments.
    package init(address: String, token: String?, connections: Int, acknowledgesAtOnce: Bool = true) throws {
        let hosts = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"]
        guard let host = hosts.first(where: address.hasPrefix), UInt16(address.dropFirst(host.count)) != nil
        else {
            throw LoadFault(
                description: "\(address) is not a server on this machine, such as http://127.0.0.1:8080"
            )
        }
        self.address = address
        self.token = token
        self.connections = connections
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10)),
            connectionPool: .init(
                idleTimeout: .seconds(60),
                concurrentHTTP1ConnectionsPerHostSoftLimit: connections
            )
        )
        // A connection that is refused is a failure to count, not to wait for.
        configuration.connectionPool.retryConnectionEstablishment = false
        if acknowledgesAtOnce {
            configuration.http1_1ConnectionDebugInitializer = PromptAcknowledgement.initializer
        }
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Must be called once, when no request is under way.
    package func close() async {
        try? await client.shutdown()
    }

    /// Waits for the whole answer, whatever its status.
    package func send(_ request: LoadRequest) async throws -> LoadAnswer {
        var wire = wire(request.path)
        if request.method == .post { wire.method = .POST }
        if !request.body.isEmpty {
            wire.headers.add(name: "content-type", value: "application/json")
            wire.body = .bytes(ByteBuffer(bytes: request.body))
        }
        return try await answer(to: wire, secondsMax: Self.answerSecondsMax)
    }

    /// Sends a file as the body of a POST; it may take an hour.
    package func upload(file: String, to path: String) async throws -> LoadAnswer {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        let size = (attributes[.size] as? NSNumber)?.int64Value ?? 0
        var wire = wire(path)
        wire.method = .POST
        let upload = FileUpload(path: file, sizeBytes: size, progress: { _ in })
        wire.body = .stream(FilePieces(upload: upload), length: .known(size))
        return try await answer(to: wire, secondsMax: 3_600)
    }

    private func wire(_ path: String) -> HTTPClientRequest {
        var wire = HTTPClientRequest(url: address + path)
        if let token { wire.headers.add(name: "authorization", value: "Bearer \(token)") }
        return wire
    }

    private func answer(to wire: HTTPClientRequest, secondsMax: Int64) async throws -> LoadAnswer {
        let response = try await client.execute(wire, deadline: .now() + .seconds(secondsMax))
        let body = try await response.body.collect(upTo: Self.answerBytesMax)
        return LoadAnswer(status: Int(response.status.code), body: Array(body.readableBytesView))
    }
}

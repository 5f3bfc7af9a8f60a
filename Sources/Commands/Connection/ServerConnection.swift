import FoundationEssentials
import Identifiers

/// Asks one server, with its conventions: JSON, problem documents, idempotency keys, ETags, bounded
/// repetition.
struct ServerConnection: Sendable {
    static let answerBytesMax = 64 << 20
    private static let answerSecondsMax: Int64 = 120
    private static let agent = "assay-cli"

    let address: ServerAddress
    let token: String?
    private let transport: any Transport
    private let pause: @Sendable (Double) async throws -> Void

    init(
        _ target: ServerTarget,
        transport: any Transport,
        pause: @escaping @Sendable (Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    ) {
        address = target.address
        token = target.token
        self.transport = transport
        self.pause = pause
    }

    /// The same server under another token.
    func with(token: String?) -> ServerConnection {
        ServerConnection(ServerTarget(address: address, token: token), transport: transport, pause: pause)
    }

    /// Waits; for those who ask again later.
    func wait(seconds: Double) async throws { try await pause(seconds) }

    /// A successful answer in JSON.
    struct Answer: Sendable {
        let headers: [String: String]
        let value: JSONValue

        /// What `If-Match` wants back.
        var entityTag: String? { headers["etag"] }
        /// The audit entry that records the change.
        var auditEntry: String? { headers["assay-audit-entry"] }
    }
}

// MARK: JSON

extension ServerConnection {
    func get(_ path: AddressPath, query: [(String, String?)] = [], repeating: Bool = true) async throws
        -> Answer
    {
        try await answer(to: request(.get, path.with(query)), isRepeatable: repeating)
    }

    /// Changes something. With a key the server recognises a repetition, so that a lost answer does no harm.
    func change(
        _ method: TransportRequest.Method,
        _ path: AddressPath,
        query: [(String, String?)] = [],
        _ body: [String: JSONValue]? = nil,
        ifMatch: String? = nil,
        reason: String? = nil,
        usesKey: Bool = true
    ) async throws -> Answer {
        var request = request(method, path.with(query))
        if let body {
            request.headers["Content-Type"] = "application/json"
            request.body = .bytes(try CanonicalJSON.encode(.object(body)))
        }
        if let ifMatch { request.headers["If-Match"] = ifMatch }
        if let reason { request.headers["Assay-Reason"] = reason }
        if usesKey { request.headers["Idempotency-Key"] = Self.freshKey() }
        return try await answer(to: request, isRepeatable: usesKey)
    }

    private func answer(to request: TransportRequest, isRepeatable: Bool) async throws -> Answer {
        let response = try await exchange(request, isRepeatable: isRepeatable)
        let bytes = try await response.collect(bytesMax: Self.answerBytesMax)
        guard !bytes.isEmpty else { return Answer(headers: response.headers, value: .null) }
        do {
            return Answer(headers: response.headers, value: try JSONValue(parsing: bytes))
        } catch {
            throw CommandFailure.impossible("\(address) did not answer as an Assay server does: \(error)")
        }
    }

    private static func freshKey() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return Hexadecimal.encode(bytes)
    }
}

// MARK: Bytes

extension ServerConnection {
    /// The head of an answer whose body is read piece by piece.
    func open(
        _ path: AddressPath,
        query: [(String, String?)] = [],
        accept: String = "*/*"
    ) async throws -> TransportResponse {
        var request = request(.get, path.with(query))
        request.headers["Accept"] = accept
        return try await exchange(request, isRepeatable: true)
    }

    /// A whole body of known limits.
    func bytes(
        _ path: AddressPath,
        query: [(String, String?)] = []
    ) async throws -> (headers: [String: String], bytes: [UInt8]) {
        let response = try await open(path, query: query)
        return (response.headers, try await response.collect(bytesMax: Self.answerBytesMax))
    }

    /// Sends a file as the whole body; with its digest the request may be repeated safely.
    func upload(
        _ file: FileUpload,
        by method: TransportRequest.Method,
        to path: AddressPath,
        query: [(String, String?)] = [],
        digest: Digest? = nil
    ) async throws -> Answer {
        var request = request(method, path.with(query))
        request.headers["Content-Type"] = "application/octet-stream"
        if let digest {
            request.headers["Idempotency-Key"] = Self.freshKey()
            request.headers["Content-Digest"] = "sha-256=:\(Base64.encode(digest.bytes)):"
        }
        request.body = .file(file)
        return try await answer(to: request, isRepeatable: digest != nil)
    }

    /// The events of an answer that streams.
    func events(
        _ path: AddressPath,
        _ body: [String: JSONValue],
        each: (StreamEvent) throws -> Void
    ) async throws {
        var request = request(.post, path)
        request.headers["Accept"] = "text/event-stream"
        request.headers["Content-Type"] = "application/json"
        request.body = .bytes(try CanonicalJSON.encode(.object(body)))
        let response = try await exchange(request, isRepeatable: false)
        var parser = EventStreamParser()
        for try await piece in response.body {
            for event in try parser.take(piece) { try each(event) }
        }
    }
}

// MARK: One exchange

extension ServerConnection {
    private func request(_ method: TransportRequest.Method, _ path: AddressPath) -> TransportRequest {
        var headers = ["Accept": "application/json", "User-Agent": Self.agent]
        if let token { headers["Authorization"] = "Bearer \(token)" }
        return TransportRequest(
            method: method,
            url: address.text + path.description,
            headers: headers,
            body: .none,
            answerSecondsMax: Self.answerSecondsMax
        )
    }

    /// A good answer, or the refusal as an error.
    private func exchange(_ request: TransportRequest, isRepeatable: Bool) async throws -> TransportResponse {
        var plan = RetryPlan(isRepeatable: isRepeatable)
        while true {
            do {
                let response = try await transport.send(request)
                if (200..<300).contains(response.status) { return response }
                let outcome = RetryPlan.Outcome.status(
                    response.status,
                    retryAfter: response.headers["retry-after"]
                )
                let seconds = plan.wait(after: outcome)
                let body = try await response.collect(bytesMax: Self.answerBytesMax)
                guard let seconds else {
                    throw ServerRefusal(status: response.status, headers: response.headers, body: body)
                }
                try await pause(seconds)
            } catch let fault as TransportFault {
                guard let seconds = plan.wait(after: .noAnswer) else { throw fault }
                try await pause(seconds)
            }
        }
    }
}

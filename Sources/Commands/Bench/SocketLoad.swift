import Foundation

/// A load over plain sockets, a thread for each connection: it takes little of the processors that the measured server
/// also needs, and behaves to the kernel as an ordinary client does.
package struct SocketLoad: Sendable {
    private let port: UInt16
    private let header: String
    package let connections: Int
    private let acknowledgesAtOnce: Bool

    /// Throws unless `address` is `http://127.0.0.1:` and a port.
    ///
    /// - Parameters:
    ///   - authorization: The value of the field `Authorization`.
    ///   - acknowledgesAtOnce: Whether to avoid the kernel's delayed acknowledgements (TCP_QUICKACK of tcp(7)), from
    ///     which servers suffer that send an answer in several segments.
    package init(
        address: String,
        authorization: String?,
        connections: Int,
        acknowledgesAtOnce: Bool = true
    ) throws {
        let host = "http://127.0.0.1:"
        guard address.hasPrefix(host), let port = UInt16(address.dropFirst(host.count)) else {
            throw LoadFault(
                description: "\(address) is not a server on this machine, such as http://127.0.0.1:8080"
            )
        }
        self.port = port
        self.connections = connections
        self.acknowledgesAtOnce = acknowledgesAtOnce
        let credential = authorization.map { "Authorization: \($0)\r\n" } ?? ""
        header = "Host: 127.0.0.1:\(port)\r\nAccept: */*\r\n\(credential)"
    }

    /// One request on a connection of its own.
    package func send(_ request: LoadRequest) async throws -> LoadAnswer {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try connect().exchange(request, header: header) })
            }
        }
    }

    /// Sends requests in a closed loop: each connection asks for the next one as soon as it has its answer.
    ///
    /// - Parameter request: Makes the request of a number, counted from 0 over all connections.
    package func load(
        _ limits: LoadLimits,
        keepsBodies: Bool = false,
        _ request: @escaping @Sendable (Int) -> LoadRequest
    ) async -> LoadOutcome {
        let sequence = RequestSequence(limits: limits)
        let start = ContinuousClock.now
        var outcome = await withTaskGroup(of: LoadOutcome.self) { group in
            for _ in 0..<connections {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        Thread.detachNewThread {
                            continuation.resume(returning: loop(sequence, keepsBodies, request))
                        }
                    }
                }
            }
            return await group.reduce(into: LoadOutcome()) { $0.add($1) }
        }
        outcome.elapsedSeconds = (ContinuousClock.now - start) / .seconds(1)
        outcome.sortLatencies()
        return outcome
    }

    private func connect() throws -> LoadSocket {
        try LoadSocket(port: port, acknowledgesAtOnce: acknowledgesAtOnce)
    }

    private func loop(
        _ sequence: RequestSequence,
        _ keepsBodies: Bool,
        _ request: (Int) -> LoadRequest
    ) -> LoadOutcome {
        var outcome = LoadOutcome()
        var socket: LoadSocket?
        while let number = sequence.next() {
            let asked = request(number)
            do {
                let open = try socket ?? connect()
                socket = open
                let start = ContinuousClock.now
                let answer = try open.exchange(asked, header: header)
                let latencyMs = (ContinuousClock.now - start) / .milliseconds(1)
                outcome.note(answer, latencyMs: latencyMs, keepsBody: keepsBodies)
            } catch {
                socket = nil
                outcome.note(failure: "\(error)")
            }
        }
        return outcome
    }
}

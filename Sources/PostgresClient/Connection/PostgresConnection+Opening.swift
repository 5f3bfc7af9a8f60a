internal import Dispatch

extension PostgresConnection {
    /// Opens a session; throws the server's code when it refused, else `connectionFailed` or
    /// `connectTimedOut`.
    package static func open(
        _ configuration: PostgresConfiguration
    ) async throws(PostgresError) -> PostgresConnection {
        let parameters = try ConnectParameters(configuration)
        let handle = await offExecutor { LibPQConnection(parameters: parameters.pairs) }
        let deadline = ContinuousClock.now.advanced(by: .seconds(configuration.connectTimeoutSeconds))
        try await connect(handle, until: deadline)
        return PostgresConnection(handle: handle, configuration: configuration)
    }

    private static func connect(
        _ handle: LibPQConnection,
        until deadline: ContinuousClock.Instant
    ) async throws(PostgresError) {
        // The manual (section 34.1) says to begin as if the last step had asked for writing.
        var events = SocketEvents.writable
        while true {
            guard !handle.isBroken else { throw failure(of: handle) }
            switch await SocketReactor.shared.wait(
                for: events,
                on: handle.socket,
                until: deadline,
                interruptible: true
            ) {
            case .ready: break
            case .timedOut: throw PostgresError(.connectTimedOut, handle.errorMessage)
            case .interrupted: throw PostgresError(.taskCancelled, "Cancelled while connecting.")
            case .refused: throw PostgresError(.connectionFailed, "The socket cannot be watched.")
            }
            switch await offExecutor({ handle.pollConnect() }) {
            case .waits(let next): events = next
            case .done: return
            case .failed: throw failure(of: handle)
            }
        }
    }

    /// Runs a step that may look up names or read files where it blocks none of Swift's threads.
    private static func offExecutor<T: Sendable>(_ step: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            connectQueue.async { continuation.resume(returning: step()) }
        }
    }

    private static let connectQueue = DispatchQueue(label: "assay.postgres.connect", attributes: .concurrent)

    private static func failure(of handle: LibPQConnection) -> PostgresError {
        let message = handle.errorMessage
        guard let state = sqlState(in: message) else { return PostgresError(.connectionFailed, message) }
        return PostgresError(PostgresError.Code(sqlState: state), message)
    }

    /// Finds the code in `FATAL:  28P01: password authentication failed`, the form of verbose messages.
    static func sqlState(in message: String) -> String? {
        for line in message.split(separator: "\n") {
            let parts = line.split(separator: ":").map { $0.drop { $0 == " " } }
            let state = parts.dropFirst().first { part in
                part.utf8.count == 5
                    && part.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
                    && part.utf8.contains { (0x30...0x39).contains($0) }
            }
            if let state { return String(state) }
        }
        return nil
    }
}

extension PostgresConnection {
    /// True when the session can serve another user: connected, and nothing left on the line.
    ///
    /// A server that goes down says so before it hangs up, so what it said is read first and then the end of
    /// the line is looked for.
    func isUsable() -> Bool {
        guard handle.isConnected else { return false }
        if handle.hasInput {
            guard handle.consumeInput(), handle.consumeInput() else { return false }
        }
        return handle.isConnected && handle.isIdle && !handle.isBusy
    }

    /// Ends an open transaction, if there is one; false when the session must not be used again.
    func prepareForReuse() async -> Bool {
        guard stream == nil else { return false }
        unsentBegin = nil
        if handle.isInTransaction { await rollBack() }
        return handle.isConnected && handle.isIdle
    }

    func rollBack() async {
        guard takeUnsentBegin() == nil else { return }
        do throws(PostgresError) {
            _ = try await answer("ROLLBACK", interruptible: false)
        } catch {
            handle.close()
        }
    }

    /// Ends the session. An operation under way on it fails.
    package func close() {
        guard !hasOperation else {
            handle.shutDownSocket()
            return
        }
        handle.close()
    }
}

internal import Logging

/// Connects, listens, passes on, and does so again with growing pauses until its task is cancelled.
struct ListeningLoop: Sendable {
    let configuration: PostgresConfiguration
    let logger: Logger
    let clock: PoolClock

    typealias Continuation = AsyncStream<PostgresListener.Event>.Continuation

    func run(_ channels: [String], _ events: Continuation) async {
        let limits = PoolLimits(configuration)
        var failures = 0
        while !Task.isCancelled {
            do throws(PostgresError) {
                let connection = try await listen(to: channels)
                failures = 0
                yield(.reconnected, events)
                try await passOn(from: connection, events)
            } catch {
                guard error.code != .taskCancelled else { return }
                failures += 1
                logger.warning("listening was interrupted", metadata: ["error": "\(error.debugDescription)"])
            }
            do { try await clock.sleep(limits.pause(afterFailures: failures)) } catch { return }
        }
    }

    private func listen(to channels: [String]) async throws(PostgresError) -> PostgresConnection {
        let connection = try await PostgresConnection.open(configuration)
        for channel in channels {
            _ = try await connection.execute("LISTEN \(identifier: channel)")
        }
        return connection
    }

    private func passOn(
        from connection: PostgresConnection,
        _ events: Continuation
    ) async throws(PostgresError) {
        while true {
            for notification in try await connection.nextNotifications() {
                yield(.notification(notification), events)
            }
        }
    }

    /// What is put in last is never what a full buffer drops, so the consumer learns of the loss.
    private func yield(_ event: PostgresListener.Event, _ events: Continuation) {
        guard case .dropped = events.yield(event) else { return }
        events.yield(.reconnected)
    }
}

extension PostgresConnection {
    /// Suspends until notifications have come, at least one.
    func nextNotifications() async throws(PostgresError) -> [PostgresNotification] {
        try await perform { () throws(PostgresError) in
            while true {
                let arrived = takeNotifications()
                guard arrived.isEmpty else { return arrived }
                try await awaitNotifications()
            }
        }
    }

    private func takeNotifications() -> [PostgresNotification] {
        var arrived: [PostgresNotification] = []
        while let notification = handle.takeNotification() {
            arrived.append(notification)
        }
        return arrived
    }

    private func awaitNotifications() async throws(PostgresError) {
        let wake = await SocketReactor.shared.wait(
            for: .readable,
            on: handle.socket,
            until: nil,
            interruptible: true
        )
        guard wake != .interrupted else {
            throw PostgresError(.taskCancelled, "Cancelled while listening.")
        }
        guard handle.consumeInput() else { throw lost() }
    }
}

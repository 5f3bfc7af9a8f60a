package import Logging

/// Listens to NOTIFY on a session of its own and comes back by itself when that session breaks.
package final class PostgresListener: Sendable {
    package enum Event: Hashable, Sendable {
        case notification(PostgresNotification)
        /// Listening has begun, or notifications may have been missed since the last event (a new session, a
        /// full buffer): read the state again.
        case reconnected
    }

    /// Events kept for a consumer that is behind; older ones are dropped in favour of `reconnected`.
    package static let eventsWaitingMax = 1_024

    private let configuration: PostgresConfiguration
    private let logger: Logger
    private let clock: PoolClock

    package convenience init(_ configuration: PostgresConfiguration, logger: Logger) {
        self.init(configuration, logger: logger, clock: PoolClock(ContinuousClock()))
    }

    package init(_ configuration: PostgresConfiguration, logger: Logger, clock: PoolClock) {
        self.configuration = configuration
        self.logger = logger
        self.clock = clock
    }

    /// Events of the channels, beginning with `reconnected`. Each call has a session of its own, which ends
    /// when the consumer stops reading or its task is cancelled.
    package func notifications(on channels: [String]) -> AsyncStream<Event> {
        AsyncStream(bufferingPolicy: .bufferingNewest(Self.eventsWaitingMax)) { continuation in
            let task = Task { [configuration, logger, clock] in
                await ListeningLoop(configuration: configuration, logger: logger, clock: clock)
                    .run(channels, continuation)
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}

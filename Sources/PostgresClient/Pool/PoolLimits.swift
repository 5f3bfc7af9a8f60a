/// The bounds a pool keeps.
struct PoolLimits: Sendable {
    var connectionsMax: Int
    var waitersMax: Int
    var waitMax: Duration
    var idleMax: Duration
    var lifetimeMax: Duration
    var pauseMin: Duration
    var pauseMax: Duration

    init(_ configuration: PostgresConfiguration) {
        connectionsMax = max(1, configuration.connectionsMax)
        waitersMax = max(0, configuration.waitersMax)
        waitMax = .seconds(configuration.waitSecondsMax)
        idleMax = .seconds(configuration.idleSecondsMax)
        lifetimeMax = .seconds(configuration.lifetimeSecondsMax)
        pauseMin = .milliseconds(max(1, configuration.reconnectPauseMsMin))
        pauseMax = .milliseconds(max(1, configuration.reconnectPauseMsMax))
    }

    /// The pause before the next attempt to connect: it doubles with every failure in a row.
    func pause(afterFailures failures: Int) -> Duration {
        var pause = pauseMin
        for _ in 1..<max(2, min(failures, 32)) where failures > 1 && pause < pauseMax {
            pause *= 2
        }
        return min(pause, pauseMax)
    }
}

/// How many connections a pool has and how many requests wait, for metrics.
package struct PoolCounts: Equatable, Sendable {
    package let connections: Int
    package let idle: Int
    package let waiting: Int
}

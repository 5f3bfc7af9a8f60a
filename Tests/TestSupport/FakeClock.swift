package import Identifiers
import Synchronization

/// A clock that stands still until it is told to move.
package final class FakeClock: Sendable {
    private let time: Mutex<Instant>

    /// Starts at a fixed moment, 2026-01-01T00:00:00Z, so that outputs with times in them repeat.
    package init(_ start: Instant = Instant(seconds: 1_767_225_600)) {
        time = Mutex(start)
    }

    /// Pass this where `@Sendable () -> Instant` is wanted.
    package var now: @Sendable () -> Instant { { [self] in current } }

    package var current: Instant { time.withLock { $0 } }

    package func set(_ instant: Instant) {
        time.withLock { $0 = instant }
    }

    package func advance(seconds: Int64) {
        time.withLock { $0 = Instant(microseconds: $0.microseconds + seconds * 1_000_000) }
    }
}

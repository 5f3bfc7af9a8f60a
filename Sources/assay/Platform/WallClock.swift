import FoundationEssentials
import Identifiers

/// The time of day; everything else takes it as a parameter.
enum WallClock {
    static let now: @Sendable () -> Instant = {
        Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }
}

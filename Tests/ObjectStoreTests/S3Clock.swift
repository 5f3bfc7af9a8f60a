import Foundation
import Identifiers

/// The time of day, which the store's server checks signatures against.
let now: @Sendable () -> Instant = { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }

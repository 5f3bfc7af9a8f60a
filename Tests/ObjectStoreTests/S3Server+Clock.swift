import Glibc
import Identifiers

extension S3Server {
    /// The time of day, which the store's server checks signatures against.
    static let now: @Sendable () -> Instant = { Instant(seconds: Int64(time(nil))) }
}

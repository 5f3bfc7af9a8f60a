/// A point in time: microseconds since 1970-01-01T00:00:00Z, the resolution PostgreSQL keeps.
package struct Instant: Hashable, Sendable {
    /// Microseconds since the Unix epoch, negative before it.
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Whole seconds since the Unix epoch; a count that microseconds cannot hold becomes the nearest that
    /// they can.
    package init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        self.microseconds = overflow ? (seconds < 0 ? .min : .max) : product
    }

    /// Whole seconds since the Unix epoch, rounded down.
    package var seconds: Int64 {
        microseconds.flooringQuotient(by: 1_000_000)
    }

    /// This instant moved by a number of seconds, which may be negative; it stops at the ends of the range.
    ///
    /// NaN moves it nowhere.
    package func advanced(bySeconds seconds: Double) -> Instant {
        let distance = seconds * 1_000_000
        guard !distance.isNaN else { return self }
        guard distance.magnitude < 0x1p63 else { return Instant(microseconds: distance < 0 ? .min : .max) }
        // Rounded by hand: `rounded()` would make every program link the C maths library.
        let offset = Int64(distance + (distance < 0 ? -0.5 : 0.5))
        let (sum, overflow) = microseconds.addingReportingOverflow(offset)
        return Instant(microseconds: overflow ? (offset < 0 ? .min : .max) : sum)
    }

    /// Seconds from `earlier` to this instant.
    package func secondsSince(_ earlier: Instant) -> Double {
        let (difference, overflow) = microseconds.subtractingReportingOverflow(earlier.microseconds)
        return overflow
            ? (Double(microseconds) - Double(earlier.microseconds)) / 1_000_000
            : Double(difference) / 1_000_000
    }
}

extension Instant: Comparable {
    package static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Int64 {
    /// Division that rounds towards negative infinity, as calendars need before 1970.
    func flooringQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

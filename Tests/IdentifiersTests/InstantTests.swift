import Identifiers
import Testing

@Suite("Instants")
struct InstantTests {
    @Test(
        "RFC 3339 is written at fixed width in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
            (1_709_164_800_000_000, "2024-02-29T00:00:00.000000Z"),
            (1_795_248_930_123_456, "2026-11-21T08:15:30.123456Z"),
            (-2_203_891_200_000_000, "1900-03-01T00:00:00.000000Z"),
            (Int64.max, "9999-12-31T23:59:59.999999Z"), (Int64.min, "0000-01-01T00:00:00.000000Z"),
        ] as [(Int64, String)]
    )
    func writes(microseconds: Int64, text: String) {
        #expect(Instant(microseconds: microseconds).rfc3339 == text)
    }

    @Test(
        "any offset and precision is read",
        arguments: [
            ("2026-11-21", "2026-11-21T00:00:00.000000Z"),
            ("2026-11-21T08:15:30Z", "2026-11-21T08:15:30.000000Z"),
            ("2026-11-21t08:15:30.5z", "2026-11-21T08:15:30.500000Z"),
            ("2026-11-21 00:15:30.123456789+02:30", "2026-11-20T21:45:30.123456Z"),
            ("2026-12-31T23:59:60-01:00", "2027-01-01T01:00:00.000000Z"),
        ]
    )
    func reads(text: String, normal: String) {
        #expect(Instant(rfc3339: text)?.rfc3339 == normal)
    }

    @Test(
        "what is not an RFC 3339 time is refused",
        arguments: [
            "", "2026-11-21T08:15:30", "2026-02-29", "2026-13-01", "2026-11-21T24:00:00Z",
            "2026-11-21T08:60:00Z",
            "2026-11-21T08:15:30.Z", "2026-11-21T08:15:30.1234567890Z", "2026-11-21T08:15:30+2:00",
            "26-11-21", "2026-11-21Z",
        ]
    )
    func refuses(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test("arithmetic stops at the ends of the range instead of trapping")
    func arithmetic() {
        let start = Instant(seconds: 10)
        #expect(start.advanced(bySeconds: 1.5).microseconds == 11_500_000)
        #expect(start.advanced(bySeconds: -11).seconds == -1)
        #expect(start.advanced(bySeconds: .infinity).microseconds == .max)
        #expect(start.advanced(bySeconds: -1e300).microseconds == .min)
        #expect(start.advanced(bySeconds: .nan) == start)
        #expect(Instant(seconds: .max).microseconds == .max)
        #expect(Instant(microseconds: .max).secondsSince(Instant(microseconds: .min)) > 1.8e13)
        #expect(start.secondsSince(Instant(seconds: 4)) == 6)
    }
}

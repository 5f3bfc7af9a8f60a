/// A `timestamptz`: microseconds since 1970-01-01T00:00:00Z, which is the resolution PostgreSQL keeps.
package struct PostgresTimestamp: Hashable, Sendable {
    package let microsecondsSinceUnixEpoch: Int64

    package init(microsecondsSinceUnixEpoch: Int64) {
        self.microsecondsSinceUnixEpoch = microsecondsSinceUnixEpoch
    }

    /// PostgreSQL counts from 2000-01-01T00:00:00Z (`POSTGRES_EPOCH_JDATE` in `datatype/timestamp.h`).
    private static let epochMicroseconds: Int64 = 946_684_800_000_000
}

extension PostgresTimestamp: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .timestamptz }

    package func encode(into buffer: inout PostgresBuffer) throws(PostgresError) {
        let (value, overflow) = microsecondsSinceUnixEpoch.subtractingReportingOverflow(
            Self.epochMicroseconds
        )
        guard !overflow, value != .min, value != .max else {
            throw PostgresError(.invalidParameter, "The instant is outside the range of PostgreSQL.")
        }
        buffer.append(integer: value)
    }

    package static func accepts(_ type: PostgresType) -> Bool {
        type == .timestamptz
    }

    package static func decode(
        _ bytes: Span<UInt8>,
        type: PostgresType
    ) throws(PostgresError) -> PostgresTimestamp {
        let value = try bytes.integer(as: Int64.self)
        guard value != .min, value != .max else { throw .malformed("The instant is infinite.") }
        let (sum, overflow) = value.addingReportingOverflow(epochMicroseconds)
        guard !overflow else { throw .malformed("The instant is out of range.") }
        return PostgresTimestamp(microsecondsSinceUnixEpoch: sum)
    }
}

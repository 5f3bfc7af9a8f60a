import Identifiers
import PostgresClient

/// Instants are stored as `timestamptz`, which has the same resolution.
extension Instant: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    static var postgresType: PostgresType { PostgresTimestamp.postgresType }
    static var postgresArrayType: PostgresType { PostgresTimestamp.postgresArrayType }

    func encode(into buffer: inout PostgresBuffer) throws(PostgresError) {
        try PostgresTimestamp(microsecondsSinceUnixEpoch: microseconds).encode(into: &buffer)
    }

    static func accepts(_ type: PostgresType) -> Bool {
        PostgresTimestamp.accepts(type)
    }

    static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Instant {
        Instant(microseconds: try PostgresTimestamp.decode(bytes, type: type).microsecondsSinceUnixEpoch)
    }
}

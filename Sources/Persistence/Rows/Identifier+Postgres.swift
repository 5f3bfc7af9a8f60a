import Identifiers
import PostgresClient

/// Ids are stored as `uuid`.
extension Identifier: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    static var postgresType: PostgresType { PostgresUUID.postgresType }
    static var postgresArrayType: PostgresType { PostgresUUID.postgresArrayType }

    func encode(into buffer: inout PostgresBuffer) {
        buffer.append(contentsOf: bytes)
    }

    static func accepts(_ type: PostgresType) -> Bool {
        PostgresUUID.accepts(type)
    }

    static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Identifier {
        guard let id = Identifier(bytes: try PostgresUUID.decode(bytes, type: type).bytes) else {
            throw PostgresError(.decoding, "A UUID has 16 bytes.")
        }
        return id
    }
}

import Identifiers
import PostgresClient

/// Digests are stored as `bytea` of 32 bytes.
extension Digest: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    static var postgresType: PostgresType { [UInt8].postgresType }
    static var postgresArrayType: PostgresType { [UInt8].postgresArrayType }

    func encode(into buffer: inout PostgresBuffer) {
        buffer.append(contentsOf: bytes)
    }

    static func accepts(_ type: PostgresType) -> Bool {
        [UInt8].accepts(type)
    }

    static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Digest {
        guard let digest = Digest(bytes: try [UInt8].decode(bytes, type: type)) else {
            throw PostgresError(.decoding, "A digest has 32 bytes, not \(bytes.count).")
        }
        return digest
    }
}

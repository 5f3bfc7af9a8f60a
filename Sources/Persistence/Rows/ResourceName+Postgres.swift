import Catalog
import PostgresClient

/// Names are stored as `text` and checked again when they are read.
extension ResourceName: PostgresEncodable, PostgresDecodable {
    static var postgresType: PostgresType { String.postgresType }

    func encode(into buffer: inout PostgresBuffer) throws(PostgresError) {
        try text.encode(into: &buffer)
    }

    static func accepts(_ type: PostgresType) -> Bool {
        String.accepts(type)
    }

    static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> ResourceName {
        let text = try String.decode(bytes, type: type)
        do throws(InvalidName) {
            return try ResourceName(text)
        } catch {
            throw PostgresError(.decoding, "A stored name \(error.detail).")
        }
    }
}

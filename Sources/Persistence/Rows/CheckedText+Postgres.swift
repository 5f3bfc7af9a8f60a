import Catalog
import PostgresClient

/// A value of the domain that is stored as `text` and checked again when it is read.
protocol CheckedText: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    var text: String { get }
    init(_ text: String) throws(InvalidName)
}

extension CheckedText {
    static var postgresType: PostgresType { String.postgresType }
    static var postgresArrayType: PostgresType { String.postgresArrayType }

    func encode(into buffer: inout PostgresBuffer) throws(PostgresError) {
        try text.encode(into: &buffer)
    }

    static func accepts(_ type: PostgresType) -> Bool {
        String.accepts(type)
    }

    static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Self {
        let text = try String.decode(bytes, type: type)
        do throws(InvalidName) {
            return try Self(text)
        } catch {
            throw PostgresError(.decoding, "A stored text \(error.detail).")
        }
    }
}

extension Licence: CheckedText {}
extension Territory: CheckedText {}
extension SourceURI: CheckedText {}
extension ColumnType: CheckedText {}

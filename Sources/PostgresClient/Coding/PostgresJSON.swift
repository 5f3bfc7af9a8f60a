/// JSON text for or from a `jsonb` or `json` column. It is not parsed here; the server refuses what is not
/// JSON.
package struct PostgresJSON: Hashable, Sendable {
    /// UTF-8 text of the document.
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(text: String) {
        bytes = Array(text.utf8)
    }

    package var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// The version that opens the binary form of `jsonb` (`jsonb_recv` in `jsonb.c`).
    private static let version: UInt8 = 1
}

extension PostgresJSON: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .jsonb }

    package func encode(into buffer: inout PostgresBuffer) throws(PostgresError) {
        guard !bytes.contains(0) else {
            throw PostgresError(.invalidParameter, "JSON for PostgreSQL cannot hold a zero byte.")
        }
        buffer.append(integer: Self.version)
        buffer.append(contentsOf: bytes)
    }

    package static func accepts(_ type: PostgresType) -> Bool {
        type == .jsonb || type == .json
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> PostgresJSON
    {
        guard type == .jsonb else { return PostgresJSON(bytes: bytes.copied()) }
        guard !bytes.isEmpty, bytes[0] == version else {
            throw .malformed("The jsonb value has an unknown version.")
        }
        return PostgresJSON(bytes: bytes.extracting(1..<bytes.count).copied())
    }
}

/// A `uuid` as its 16 bytes. Another number of bytes makes the statement it is bound to fail.
package struct PostgresUUID: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension PostgresUUID: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .uuid }

    package func encode(into buffer: inout PostgresBuffer) throws(PostgresError) {
        guard bytes.count == 16 else {
            throw PostgresError(.invalidParameter, "A UUID has 16 bytes; this one has \(bytes.count).")
        }
        buffer.append(contentsOf: bytes)
    }

    package static func accepts(_ type: PostgresType) -> Bool {
        type == .uuid
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> PostgresUUID
    {
        guard bytes.count == 16 else { throw .malformed("A UUID has \(bytes.count) bytes.") }
        return PostgresUUID(bytes: bytes.copied())
    }
}

extension Span where Element == UInt8 {
    func copied() -> [UInt8] {
        var copy: [UInt8] = []
        copy.reserveCapacity(count)
        for index in indices {
            copy.append(self[index])
        }
        return copy
    }
}

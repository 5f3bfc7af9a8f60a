/// Bytes of a value in PostgreSQL's binary form: integers in network order, as `src/backend/libpq/pqformat.c`
/// writes them.
package struct PostgresBuffer: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Adds bytes at the end.
    package mutating func append(integer value: some FixedWidthInteger) {
        unsafe withUnsafeBytes(of: value.bigEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    /// Adds bytes at the end.
    package mutating func append(contentsOf other: some Collection<UInt8>) {
        bytes.append(contentsOf: other)
    }

    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
    }

    /// Appends a value behind its 32-bit length, or the length -1 for NULL: the form of array elements and of
    /// COPY fields.
    mutating func append(field value: some PostgresEncodable) throws(PostgresError) {
        guard !value.isPostgresNull else {
            append(integer: Int32(-1))
            return
        }
        let start = bytes.count
        append(integer: Int32(0))
        try value.encode(into: &self)
        let length = bytes.count - start - 4
        guard length <= PostgresLimits.valueBytesMax else { throw .valueTooLarge(byteCount: length) }
        for index in 0..<4 {
            bytes[start + index] = UInt8(truncatingIfNeeded: length >> (24 - 8 * index))
        }
    }

    mutating func removeAll(keepingCapacity: Bool) {
        bytes.removeAll(keepingCapacity: keepingCapacity)
    }
}

extension Span where Element == UInt8 {
    /// Reads an integer in network order; the whole span must be exactly that wide.
    func integer<T: FixedWidthInteger>(as _: T.Type) throws(PostgresError) -> T {
        guard count == T.bitWidth / 8 else {
            throw .malformed("\(count) bytes came where \(T.bitWidth / 8) were expected.")
        }
        return networkInteger(at: 0)
    }

    /// Reads an integer in network order at an offset the caller has checked.
    func networkInteger<T: FixedWidthInteger>(at offset: Int) -> T {
        var value: T = 0
        for index in 0..<(T.bitWidth / 8) {
            value = (value << 8) | T(truncatingIfNeeded: self[offset + index])
        }
        return value
    }
}

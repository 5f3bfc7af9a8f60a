/// The binary form of arrays (`array_send` and `array_recv` in `arrayfuncs.c`): number of dimensions, a flag
/// for nulls, the element type, length and lower bound of each dimension, then every element behind its
/// length.
enum PostgresArrayCoding {
    static func encode<Element: PostgresEncodable>(
        _ elements: [Element],
        into buffer: inout PostgresBuffer
    ) throws(PostgresError) {
        guard let count = Int32(exactly: elements.count) else {
            throw .valueTooLarge(byteCount: elements.count)
        }
        buffer.append(integer: Int32(elements.isEmpty ? 0 : 1))
        buffer.append(integer: Int32(elements.contains(where: \.isPostgresNull) ? 1 : 0))
        buffer.append(integer: Element.postgresType.oid)
        guard !elements.isEmpty else { return }
        buffer.append(integer: count)
        buffer.append(integer: Int32(1))
        // Length and value of numbers and ids, and a beginning for texts.
        buffer.reserve(buffer.bytes.count + 12 * elements.count)
        for element in elements {
            try buffer.append(field: element)
        }
    }

    static func decode<Element: PostgresDecodable>(
        _ bytes: Span<UInt8>,
        as _: Element.Type
    ) throws(PostgresError) -> [Element] {
        guard bytes.count >= 12 else { throw .malformed("The array is cut off in its header.") }
        let dimensions: Int32 = bytes.networkInteger(at: 0)
        let type = PostgresType(oid: bytes.networkInteger(at: 8))
        guard Element.accepts(type) else {
            throw PostgresError(.typeMismatch, "Array elements have type \(type.oid).")
        }
        if dimensions == 0, bytes.count == 12 { return [] }
        guard dimensions == 1, bytes.count >= 20 else {
            throw .malformed("The array has \(dimensions) dimensions; only one is read.")
        }
        let count: Int32 = bytes.networkInteger(at: 12)
        return try elements(of: bytes, count: Int(count), type: type)
    }

    private static func elements<Element: PostgresDecodable>(
        of bytes: Span<UInt8>,
        count: Int,
        type: PostgresType
    ) throws(PostgresError) -> [Element] {
        // Each element takes at least its four bytes of length, so a false count cannot ask for much memory.
        guard count >= 0, count <= (bytes.count - 20) / 4 else {
            throw .malformed("The array says it has \(count) elements.")
        }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        var offset = 20
        for _ in 0..<count {
            elements.append(try element(of: bytes, at: &offset, type: type))
        }
        guard offset == bytes.count else { throw .malformed("Bytes are left over behind the array.") }
        return elements
    }

    private static func element<Element: PostgresDecodable>(
        of bytes: Span<UInt8>,
        at offset: inout Int,
        type: PostgresType
    ) throws(PostgresError) -> Element {
        guard offset + 4 <= bytes.count else { throw .malformed("The array is cut off.") }
        let length: Int32 = bytes.networkInteger(at: offset)
        offset += 4
        if length == -1 { return try Element.decodeNull() }
        guard length >= 0, Int(length) <= bytes.count - offset else {
            throw .malformed("An array element says it has \(length) bytes.")
        }
        defer { offset += Int(length) }
        return try Element.decode(bytes.extracting(offset..<(offset + Int(length))), type: type)
    }
}

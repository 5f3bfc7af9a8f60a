/// A value of which PostgreSQL has arrays with one dimension.
///
/// An optional element makes an array with nulls. `UInt8` is the exception: `[UInt8]` is not an array for
/// PostgreSQL but a `bytea`.
package protocol PostgresArrayElement: Sendable {
    static var postgresArrayType: PostgresType { get }
    static func acceptsArray(_ type: PostgresType) -> Bool
    static func encodeArray(_ elements: [Self], into buffer: inout PostgresBuffer) throws(PostgresError)
    static func decodeArray(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> [Self]
}

extension PostgresArrayElement where Self: PostgresEncodable & PostgresDecodable {
    package static func acceptsArray(_ type: PostgresType) -> Bool {
        type == postgresArrayType
    }

    package static func encodeArray(
        _ elements: [Self],
        into buffer: inout PostgresBuffer
    ) throws(PostgresError) {
        try PostgresArrayCoding.encode(elements, into: &buffer)
    }

    package static func decodeArray(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> [Self]
    {
        try PostgresArrayCoding.decode(bytes, as: Self.self)
    }
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    package static var postgresType: PostgresType {
        Element.postgresArrayType
    }

    package func encode(into buffer: inout PostgresBuffer) throws(PostgresError) {
        try Element.encodeArray(self, into: &buffer)
    }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    package static func accepts(_ type: PostgresType) -> Bool {
        Element.acceptsArray(type)
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> [Element] {
        try Element.decodeArray(bytes, type: type)
    }
}

extension Array: PostgresArrayElement where Element == UInt8 {
    package static var postgresArrayType: PostgresType { .byteaArray }
}

extension UInt8: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .bytea }

    package static func acceptsArray(_ type: PostgresType) -> Bool {
        type == .bytea
    }

    package static func encodeArray(_ elements: [UInt8], into buffer: inout PostgresBuffer) {
        buffer.append(contentsOf: elements)
    }

    package static func decodeArray(_ bytes: Span<UInt8>, type: PostgresType) -> [UInt8] {
        bytes.copied()
    }
}

extension Bool: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .boolArray }
}

extension Int16: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .int2Array }
}

extension Int32: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .int4Array }
}

extension Int64: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .int8Array }
}

extension Int: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .int8Array }
}

extension Float: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .float4Array }
}

extension Double: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .float8Array }
}

extension String: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .textArray }

    package static func acceptsArray(_ type: PostgresType) -> Bool {
        type == .textArray || type == .varcharArray || type == .bpcharArray || type == .nameArray
    }
}

extension PostgresUUID: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .uuidArray }
}

extension PostgresTimestamp: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .timestamptzArray }
}

extension PostgresJSON: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .jsonbArray }

    package static func acceptsArray(_ type: PostgresType) -> Bool {
        type == .jsonbArray || type == .jsonArray
    }
}

extension Optional: PostgresArrayElement
where Wrapped: PostgresArrayElement & PostgresEncodable & PostgresDecodable {
    package static var postgresArrayType: PostgresType {
        Wrapped.postgresArrayType
    }

    package static func acceptsArray(_ type: PostgresType) -> Bool {
        Wrapped.acceptsArray(type)
    }
}

/// `smallint`, `integer` and `bigint`. A wider Swift type also reads the narrower columns; never the reverse.
extension Int16: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .int2 }

    package func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: self)
    }

    package static func accepts(_ type: PostgresType) -> Bool {
        type == .int2
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Int16 {
        try bytes.integer(as: Int16.self)
    }
}

extension Int32: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .int4 }

    package func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: self)
    }

    package static func accepts(_ type: PostgresType) -> Bool {
        type == .int4 || type == .int2
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Int32 {
        type == .int2 ? Int32(try bytes.integer(as: Int16.self)) : try bytes.integer(as: Int32.self)
    }
}

extension Int64: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .int8 }

    package func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: self)
    }

    package static func accepts(_ type: PostgresType) -> Bool {
        type == .int8 || type == .int4 || type == .int2 || type == .oidType
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Int64 {
        switch type {
        case .int2: Int64(try bytes.integer(as: Int16.self))
        case .int4: Int64(try bytes.integer(as: Int32.self))
        case .oidType: Int64(try bytes.integer(as: UInt32.self))
        default: try bytes.integer(as: Int64.self)
        }
    }
}

extension Int: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .int8 }

    package func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: Int64(self))
    }

    package static func accepts(_ type: PostgresType) -> Bool {
        Int64.accepts(type)
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Int {
        guard let value = Int(exactly: try Int64.decode(bytes, type: type)) else {
            throw .malformed("The number does not fit in an Int of this machine.")
        }
        return value
    }
}

extension Bool: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .bool }

    package func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: UInt8(self ? 1 : 0))
    }

    package static func accepts(_ type: PostgresType) -> Bool {
        type == .bool
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Bool {
        switch try bytes.integer(as: UInt8.self) {
        case 0: return false
        case 1: return true
        case let other: throw .malformed("A boolean has the byte \(other).")
        }
    }
}

extension Float: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .float4 }

    package func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: bitPattern)
    }

    package static func accepts(_ type: PostgresType) -> Bool {
        type == .float4
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Float {
        Float(bitPattern: try bytes.integer(as: UInt32.self))
    }
}

extension Double: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .float8 }

    package func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: bitPattern)
    }

    package static func accepts(_ type: PostgresType) -> Bool {
        type == .float8 || type == .float4
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Double {
        guard type != .float4 else { return Double(try Float.decode(bytes, type: type)) }
        return Double(bitPattern: try bytes.integer(as: UInt64.self))
    }
}

extension String: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .text }

    package func encode(into buffer: inout PostgresBuffer) throws(PostgresError) {
        guard !utf8.contains(0) else {
            throw PostgresError(.invalidParameter, "PostgreSQL text cannot hold the character U+0000.")
        }
        buffer.append(contentsOf: utf8)
    }

    package static func accepts(_ type: PostgresType) -> Bool {
        type == .text || type == .varchar || type == .bpchar || type == .name || type == .unknown
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> String {
        do {
            return String(copying: try UTF8Span(validating: bytes))
        } catch {
            throw .malformed("The text is not valid UTF-8.")
        }
    }
}

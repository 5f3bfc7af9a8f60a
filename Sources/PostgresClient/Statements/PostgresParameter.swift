/// One encoded parameter of a statement.
struct PostgresParameter: Sendable {
    enum Content: Sendable {
        case null
        case bytes([UInt8])
        /// The value has no binary form; the statement that carries it must not be sent.
        case invalid(PostgresError)
    }

    let type: PostgresType
    let content: Content

    init<Value: PostgresEncodable>(_ value: Value) {
        type = Value.postgresType
        content = PostgresParameter.encode(value)
    }

    private static func encode(_ value: some PostgresEncodable) -> Content {
        if value.isPostgresNull { return .null }
        var buffer = PostgresBuffer()
        do throws(PostgresError) {
            try value.encode(into: &buffer)
        } catch {
            return .invalid(error)
        }
        guard buffer.bytes.count <= PostgresLimits.valueBytesMax else {
            return .invalid(.valueTooLarge(byteCount: buffer.bytes.count))
        }
        return .bytes(buffer.bytes)
    }
}

/// A Swift value that can be read from a column that PostgreSQL sent in binary form.
package protocol PostgresDecodable: Sendable {
    /// True for the column types whose every value this type can hold without loss.
    static func accepts(_ type: PostgresType) -> Bool

    /// Reads a value that is not NULL; bytes of any shape must give an error, never a trap.
    static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Self

    /// The value NULL stands for; only optional types have one.
    static func decodeNull() throws(PostgresError) -> Self
}

extension PostgresDecodable {
    package static func decodeNull() throws(PostgresError) -> Self {
        throw PostgresError(.unexpectedNull, "The column is null where a value is required.")
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package static func accepts(_ type: PostgresType) -> Bool {
        Wrapped.accepts(type)
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Wrapped? {
        try Wrapped.decode(bytes, type: type)
    }

    package static func decodeNull() -> Wrapped? {
        nil
    }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    package static func accepts(_ type: PostgresType) -> Bool {
        RawValue.accepts(type)
    }

    package static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> Self {
        guard let value = Self(rawValue: try RawValue.decode(bytes, type: type)) else {
            throw .malformed("The stored value is not one of those that \(Self.self) knows.")
        }
        return value
    }
}

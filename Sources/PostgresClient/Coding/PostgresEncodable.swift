/// A Swift value that can be sent to PostgreSQL as a typed parameter in binary form.
package protocol PostgresEncodable: Sendable {
    /// The type the parameter is declared with; the server casts from it where it has a cast.
    static var postgresType: PostgresType { get }

    /// True when the value is SQL NULL, for which `encode(into:)` is not called.
    var isPostgresNull: Bool { get }

    /// Appends the binary form of the value, without a length.
    func encode(into buffer: inout PostgresBuffer) throws(PostgresError)
}

extension PostgresEncodable {
    package var isPostgresNull: Bool {
        false
    }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    package static var postgresType: PostgresType {
        Wrapped.postgresType
    }

    package var isPostgresNull: Bool {
        switch self {
        case .none: true
        case .some(let value): value.isPostgresNull
        }
    }

    package func encode(into buffer: inout PostgresBuffer) throws(PostgresError) {
        if case .some(let value) = self {
            try value.encode(into: &buffer)
        }
    }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    package static var postgresType: PostgresType {
        RawValue.postgresType
    }

    package func encode(into buffer: inout PostgresBuffer) throws(PostgresError) {
        try rawValue.encode(into: &buffer)
    }
}

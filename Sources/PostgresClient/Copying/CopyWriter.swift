/// Takes the rows of one `copyIn` and sends them in chunks of 64 KiB.
package struct CopyWriter: Sendable {
    private let connection: PostgresConnection
    private let columns: [CopyColumn]
    private var buffer = PostgresBuffer()

    init(connection: PostgresConnection, columns: [CopyColumn]) {
        self.connection = connection
        self.columns = columns
        buffer.append(contentsOf: CopyDecoder.signature)
        buffer.append(integer: Int32(0))
        buffer.append(integer: Int32(0))
    }

    /// Adds a row, one value for each column of the target in its order; suspends while the server is behind.
    ///
    /// - Throws: `invalidParameter` when the number of values or the type of one does not fit the table. COPY
    ///   does not cast, so an `Int` fills only a `bigint` column.
    package mutating func append(_ values: [any PostgresEncodable]) async throws(PostgresError) {
        guard values.count == columns.count else {
            throw PostgresError(
                .invalidParameter,
                "The row has \(values.count) values for \(columns.count) columns."
            )
        }
        buffer.append(integer: Int16(values.count))
        for (value, column) in zip(values, columns) {
            try column.check(type(of: value).postgresType)
            try append(field: value)
        }
        if buffer.bytes.count >= PostgresLimits.copyChunkBytes { try await send() }
    }

    private mutating func append(field: some PostgresEncodable) throws(PostgresError) {
        try buffer.append(field: field)
    }

    mutating func end() async throws(PostgresError) {
        buffer.append(integer: Int16(-1))
        try await send()
    }

    private mutating func send() async throws(PostgresError) {
        try await connection.putCopyChunk(buffer.bytes)
        buffer.removeAll(keepingCapacity: true)
    }
}

/// A column that a copy fills.
struct CopyColumn: Sendable {
    let name: String
    let type: PostgresType

    /// Types whose binary forms are alike, besides the type itself.
    private static let textTypes: Set<PostgresType> = [.text, .varchar, .bpchar, .name, .json]

    func check(_ given: PostgresType) throws(PostgresError) {
        // The binary form of a domain or an enumeration depends on what it is made of; the server checks
        // those.
        guard given != type, !type.isUserDefined else { return }
        guard given == .text, CopyColumn.textTypes.contains(type) else {
            throw PostgresError(
                .invalidParameter,
                "A value of type \(given.oid) cannot be copied into a column of type \(type.oid)."
            ).with(column: name)
        }
    }
}

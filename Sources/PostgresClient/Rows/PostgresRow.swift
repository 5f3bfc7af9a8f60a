/// One row of a result. It shares memory with the other rows of its result, which lives as long as any of
/// them.
package struct PostgresRow: Sendable {
    private let block: RowBlock
    private let index: Int

    init(block: RowBlock, index: Int) {
        self.block = block
        self.index = index
    }

    package var columnNames: [String] {
        block.columns.names
    }

    /// Reads the column of that name; the type may be inferred.
    ///
    /// - Throws: `unknownColumn`, `ambiguousColumn`, `typeMismatch` when the column's type is not one that
    ///   `T`
    ///   holds without loss, `unexpectedNull`, or `decoding`.
    package func decode<T: PostgresDecodable>(
        _ column: String,
        as _: T.Type = T.self
    ) throws(PostgresError) -> T {
        let position = try block.position(of: column)
        return try block.decode(row: index, column: position, as: T.self)
    }

    /// Reads the column at a position counted from 0.
    package func decode<T: PostgresDecodable>(
        at position: Int,
        as _: T.Type = T.self
    ) throws(PostgresError) -> T {
        guard block.columns.names.indices.contains(position) else {
            throw PostgresError(.unknownColumn, "There are \(block.columns.names.count) columns.")
        }
        return try block.decode(row: index, column: position, as: T.self)
    }

    package func isNull(_ column: String) throws(PostgresError) -> Bool {
        block.isNull(row: index, column: try block.position(of: column))
    }
}

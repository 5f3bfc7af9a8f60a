/// The columns of one row, read one after another: nothing is looked up by name, which tells where there are thousands.
package struct RowCells {
    private let row: PostgresRow
    private var position = 0

    fileprivate init(_ row: PostgresRow) {
        self.row = row
    }

    /// Reads the next column; the type may be inferred.
    ///
    /// - Throws: What reading it by its name throws, and `unknownColumn` behind the last one.
    package mutating func next<T: PostgresDecodable>(as _: T.Type = T.self) throws(PostgresError) -> T {
        defer { position += 1 }
        return try row.decode(at: position)
    }

    /// Leaves out that many columns.
    package mutating func skip(_ count: Int) {
        position += count
    }
}

extension PostgresRow {
    /// The columns in the order in which the statement names them.
    package var cells: RowCells { RowCells(self) }
}

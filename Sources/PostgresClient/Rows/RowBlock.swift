internal import Synchronization

/// Rows of one result (or of one batch of it) in a single run of memory.
final class RowBlock: Sendable {
    /// Where a value lies in `bytes`; a negative length is NULL.
    struct Cell: Sendable {
        let offset: Int
        let length: Int
    }

    let columns: RowColumns
    private let bytes: [UInt8]
    private let cells: [Cell]
    /// The column behind the one that was read last; only a guess, because many tasks may read.
    private let nextPosition = Atomic(0)

    init(columns: RowColumns, bytes: [UInt8], cells: [Cell]) {
        self.columns = columns
        self.bytes = bytes
        self.cells = cells
    }

    func position(of name: String) throws(PostgresError) -> Int {
        let position = try columns.position(of: name, guess: nextPosition.load(ordering: .relaxed))
        nextPosition.store(position + 1, ordering: .relaxed)
        return position
    }

    func decode<T: PostgresDecodable>(row: Int, column: Int, as _: T.Type) throws(PostgresError) -> T {
        let type = columns.types[column]
        guard T.accepts(type) else {
            throw PostgresError(.typeMismatch, "Type \(type.oid) cannot be read as \(T.self).")
                .with(column: columns.names[column])
        }
        do throws(PostgresError) {
            return try decode(cells[row * columns.names.count + column], type)
        } catch {
            throw error.with(column: columns.names[column])
        }
    }

    private func decode<T: PostgresDecodable>(_ cell: Cell, _ type: PostgresType) throws(PostgresError) -> T {
        guard cell.length >= 0 else { return try T.decodeNull() }
        return try RowBlock.decode(bytes, cell, type)
    }

    private static func decode<T: PostgresDecodable>(
        _ bytes: [UInt8],
        _ cell: Cell,
        _ type: PostgresType
    ) throws(PostgresError) -> T {
        try T.decode(bytes.span.extracting(cell.offset..<(cell.offset + cell.length)), type: type)
    }

    func isNull(row: Int, column: Int) -> Bool {
        cells[row * columns.names.count + column].length < 0
    }
}

/// Gathers cells and makes a block of them.
struct RowBlockBuilder {
    let columns: RowColumns
    private var bytes: [UInt8] = []
    private var cells: [RowBlock.Cell] = []

    init(columns: RowColumns) {
        self.columns = columns
    }

    /// Makes room for that many more rows.
    mutating func reserve(rows: Int) {
        cells.reserveCapacity(cells.count + rows * columns.names.count)
    }

    /// Counted, not derived from the cells: a row may have no columns at all.
    private(set) var rowCount = 0

    var byteCount: Int {
        bytes.count
    }

    mutating func appendNull() {
        cells.append(RowBlock.Cell(offset: bytes.count, length: -1))
    }

    mutating func append(_ value: some Collection<UInt8>) {
        cells.append(RowBlock.Cell(offset: bytes.count, length: value.count))
        bytes.append(contentsOf: value)
    }

    /// Closes the row that the cells since the last call belong to.
    mutating func endRow() {
        rowCount += 1
    }

    /// The rows so far; the builder is empty afterwards.
    mutating func takeRows() -> [PostgresRow] {
        let count = rowCount
        let block = RowBlock(columns: columns, bytes: bytes, cells: cells)
        bytes = []
        cells = []
        rowCount = 0
        return (0..<count).map { PostgresRow(block: block, index: $0) }
    }
}

/// What a stream or a copy that holds the connection still has to give.
struct RowStream: Sendable {
    enum Source: Sendable {
        case rows
        case copyOut
        case copyIn
    }

    var source: Source
    /// True while the server owes nothing: before the statement is sent and after its last result.
    var isAtEnd = true
    private var hasColumns = false
    private var builder = RowBlockBuilder(columns: RowColumns(names: [], types: []))
    private var decoder = CopyDecoder()

    init(_ source: Source) {
        self.source = source
    }

    mutating func setColumns(_ columns: RowColumns) {
        hasColumns = true
        builder = RowBlockBuilder(columns: columns)
    }

    mutating func append(_ result: LibPQResult) {
        if !hasColumns { setColumns(result.columns) }
        result.append(to: &builder)
    }

    mutating func append(copied piece: [UInt8]) throws(PostgresError) {
        try decoder.feed(piece, into: &builder)
    }

    mutating func takeRows() -> [PostgresRow] {
        builder.takeRows()
    }

    func needsMore(rowsMax: Int) -> Bool {
        !isAtEnd && builder.rowCount < rowsMax && builder.byteCount < RowStream.batchBytesMax
    }

    /// Bytes a batch may have before it is handed out early.
    private static let batchBytesMax = 4_194_304
}

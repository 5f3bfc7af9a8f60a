internal import CLibPQ

/// One result of libpq, freed with this object.
@safe
final class LibPQResult {
    enum Status {
        case command
        case rows
        case singleRow
        case copyIn
        case copyOut
        case pipelineEnd
        case pipelineSkipped
        case failure
    }

    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe PQclear(pointer)
    }

    var status: Status {
        switch unsafe PQresultStatus(pointer) {
        case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: .command
        case PGRES_TUPLES_OK: .rows
        case PGRES_SINGLE_TUPLE: .singleRow
        case PGRES_COPY_IN: .copyIn
        case PGRES_COPY_OUT: .copyOut
        case PGRES_PIPELINE_SYNC: .pipelineEnd
        case PGRES_PIPELINE_ABORTED: .pipelineSkipped
        default: .failure
        }
    }

    var rowCount: Int {
        Int(unsafe PQntuples(pointer))
    }

    /// Rows inserted, changed, deleted, selected or copied, as the command tag says; 0 for other commands.
    var rowsAffected: Int {
        guard let text = unsafe PQcmdTuples(pointer) else { return 0 }
        return Int(unsafe String(cString: text)) ?? 0
    }

    var commandTag: String {
        guard let text = unsafe PQcmdStatus(pointer) else { return "" }
        return unsafe String(cString: text)
    }

    var columns: RowColumns {
        let range = 0..<(unsafe PQnfields(pointer))
        return RowColumns(
            names: range.map { column in
                unsafe PQfname(pointer, column).map { unsafe String(cString: $0) } ?? ""
            },
            types: range.map { PostgresType(oid: unsafe PQftype(pointer, $0)) }
        )
    }

    /// Copies all rows into the builder, whose columns must be those of this result.
    func append(to builder: inout RowBlockBuilder) {
        let columnCount = unsafe PQnfields(pointer)
        for row in 0..<(unsafe PQntuples(pointer)) {
            for column in 0..<columnCount {
                append(row: row, column: column, to: &builder)
            }
            builder.endRow()
        }
    }

    private func append(row: Int32, column: Int32, to builder: inout RowBlockBuilder) {
        guard unsafe PQgetisnull(pointer, row, column) == 0,
            let start = unsafe PQgetvalue(pointer, row, column)
        else { return builder.appendNull() }
        let length = Int(unsafe PQgetlength(pointer, row, column))
        unsafe builder.append(UnsafeRawBufferPointer(start: start, count: length))
    }

    func rows() -> [PostgresRow] {
        var builder = RowBlockBuilder(columns: columns)
        builder.reserve(rows: rowCount)
        append(to: &builder)
        return builder.takeRows()
    }

    /// The server's report, or nil when it carries no SQLSTATE, as with a lost connection.
    var serverError: PostgresError? {
        guard let state = field(CLIBPQ_SQLSTATE) else { return nil }
        return PostgresError(PostgresError.Code(sqlState: state), details: errorDetails)
    }

    var message: String {
        guard let text = unsafe PQresultErrorMessage(pointer) else { return "" }
        return unsafe String(cString: text)
    }

    private var errorDetails: PostgresError.Details {
        var details = PostgresError.Details()
        details.message = field(CLIBPQ_MESSAGE) ?? message
        details.detail = field(CLIBPQ_DETAIL)
        details.hint = field(CLIBPQ_HINT)
        details.severity = field(CLIBPQ_SEVERITY)
        details.constraintName = field(CLIBPQ_CONSTRAINT)
        details.tableName = field(CLIBPQ_TABLE)
        details.columnName = field(CLIBPQ_COLUMN)
        details.routine = field(CLIBPQ_ROUTINE)
        details.position = field(CLIBPQ_POSITION).flatMap { Int($0) }
        return details
    }

    private func field(_ code: Int32) -> String? {
        guard let text = unsafe PQresultErrorField(pointer, code) else { return nil }
        return unsafe String(cString: text)
    }
}

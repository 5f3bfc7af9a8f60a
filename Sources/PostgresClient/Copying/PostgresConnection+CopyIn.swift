extension PostgresConnection {
    /// Fills a table by binary COPY: all rows or, when `produce` throws or the server refuses one, none.
    ///
    /// The connection takes no other operation meanwhile.
    ///
    /// - Returns: the number of rows stored.
    package nonisolated func copyIn(
        _ target: CopyTarget,
        _ produce: (inout CopyWriter) async throws -> Void
    ) async throws -> Int {
        let columns = try await columns(of: target)
        try await beginCopyIn(target)
        do {
            var writer = CopyWriter(connection: self, columns: columns)
            try await produce(&writer)
            try await writer.end()
            let count = try await commitCopyIn()
            await endStream()
            return count
        } catch {
            await endStream()
            throw error
        }
    }

    /// Fills a table with the rows of a sequence, one value for each column of the target.
    ///
    /// - Returns: the number of rows stored.
    package nonisolated func copyIn(
        _ target: CopyTarget,
        rows: some Sequence<[any PostgresEncodable]>
    ) async throws -> Int {
        try await copyIn(target) { writer in
            for row in rows {
                try await writer.append(row)
            }
        }
    }

    /// Looks the types up in the catalog, which needs no right to read the table.
    private func columns(of target: CopyTarget) async throws(PostgresError) -> [CopyColumn] {
        let found = try await query(
            """
            SELECT attname, atttypid FROM pg_attribute
            WHERE attrelid = \(target.quotedTable)::text::regclass AND attnum > 0 AND NOT attisdropped
            """
        )
        var types: [String: PostgresType] = [:]
        for row in found {
            types[try row.decode("attname")] = PostgresType(
                oid: UInt32(truncatingIfNeeded: try row.decode("atttypid", as: Int64.self))
            )
        }
        var columns: [CopyColumn] = []
        for name in target.columns {
            guard let type = types[name] else {
                throw PostgresError(.unknownColumn, "The table has no such column.").with(column: name)
            }
            columns.append(CopyColumn(name: name, type: type))
        }
        return columns
    }

    private func beginCopyIn(_ target: CopyTarget) async throws(PostgresError) {
        let statement = try EncodedStatement(target.statement)
        try await hold(RowStream(.copyIn)) { () throws(PostgresError) in
            guard handle.sendUnprepared(statement) else { throw lost() }
            stream?.isAtEnd = false
            try await flush()
            guard let result = try await nextResult() else { throw lost() }
            guard result.status == .copyIn else {
                throw try await failure(result)
            }
        }
    }

    func putCopyChunk(_ bytes: [UInt8]) async throws(PostgresError) {
        guard case .copyIn = stream?.source else {
            throw PostgresError(.closed, "The copy has ended.")
        }
        guard !Task.isCancelled else { throw PostgresError(.taskCancelled, "Cancelled during a copy.") }
        try await put { handle.putCopyData(bytes) }
        try await flush()
    }

    private func commitCopyIn() async throws(PostgresError) -> Int {
        try await put { handle.putCopyEnd(failure: nil) }
        stream?.source = .rows
        try await flush()
        stream?.isAtEnd = true
        return try await finalResult().rowsAffected
    }

    func endCopyIn(failure: String) async throws(PostgresError) {
        try await put { handle.putCopyEnd(failure: failure) }
        try await flush()
    }

    /// Repeats a step that libpq refuses while its output buffer is full.
    private func put(_ step: () -> LibPQConnection.Progress) async throws(PostgresError) {
        while true {
            switch step() {
            case .done: return
            case .failed: throw lost()
            case .pending: try await flush()
            }
        }
    }
}

extension CopyTarget {
    fileprivate var quotedTable: String {
        let name = PostgresQuoting.identifier(table)
        return schema.map { PostgresQuoting.identifier($0) + "." + name } ?? name
    }

    fileprivate var statement: SQL {
        let names = columns.map(PostgresQuoting.identifier).joined(separator: ", ")
        return "COPY \(raw: quotedTable) (\(raw: names)) FROM STDIN (FORMAT binary)"
    }
}

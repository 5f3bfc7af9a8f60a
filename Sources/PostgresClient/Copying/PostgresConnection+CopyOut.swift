extension PostgresConnection {
    /// Reads the result of a query by binary COPY, which is faster than `stream` and as small in memory.
    ///
    /// The query cannot have parameters: COPY takes none.
    package nonisolated func copyOut(
        _ sql: SQL,
        rowsPerBatch: Int = 1_000,
        _ body: ([PostgresRow]) async throws -> Void
    ) async throws {
        do {
            try await beginCopyOut(sql)
            try await deliver(rowsPerBatch: rowsPerBatch, body)
        } catch let error as PostgresError {
            throw error.with(sql)
        }
    }

    private func beginCopyOut(_ sql: SQL) async throws(PostgresError) {
        guard sql.parameterCount == 0 else {
            throw PostgresError(.invalidParameter, "COPY takes no parameters.")
        }
        let query = try EncodedStatement(sql)
        let copy = try EncodedStatement("COPY (\(sql)) TO STDOUT (FORMAT binary)")
        try await hold(RowStream(.copyOut)) { () throws(PostgresError) in
            let columns = try await describe(query)
            stream?.setColumns(columns)
            guard handle.sendUnprepared(copy) else { throw lost() }
            stream?.isAtEnd = false
            try await flush()
            guard let result = try await nextResult() else { throw lost() }
            guard result.status == .copyOut else { throw try await failure(result) }
        }
    }

    /// The columns the server will send for a query, learned without running it.
    private func describe(_ query: EncodedStatement) async throws(PostgresError) -> RowColumns {
        guard handle.sendPrepare(query, name: "") else { throw lost() }
        try await flush()
        _ = try await finalResult()
        guard handle.sendDescribe(name: "") else { throw lost() }
        try await flush()
        return try await finalResult().columns
    }

    func readCopyData() async throws(PostgresError) {
        switch handle.takeCopyData() {
        case .wait:
            _ = try await awaitSocket(.readable)
            _ = handle.consumeInput()
        case .data(let piece):
            try stream?.append(copied: piece)
        case .end, .failed:
            stream?.isAtEnd = true
            _ = try await finalResult()
        }
    }

    func dropCopyData() async throws(PostgresError) {
        while true {
            switch handle.takeCopyData() {
            case .data: continue
            case .wait:
                _ = try await awaitSocket(.readable)
                guard handle.consumeInput() else { return }
            case .end, .failed: return
            }
        }
    }
}

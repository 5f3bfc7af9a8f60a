extension PostgresConnection {
    /// Reads a result of any size in constant memory: at most `rowsPerBatch` rows, or 4 MiB, are held at
    /// once.
    ///
    /// The connection takes no other operation until the stream has ended. When `body` throws, the statement
    /// is cancelled on the server.
    package nonisolated func stream(
        _ sql: SQL,
        rowsPerBatch: Int,
        _ body: ([PostgresRow]) async throws -> Void
    ) async throws {
        do {
            try await beginStream(sql)
            try await deliver(rowsPerBatch: rowsPerBatch, body)
        } catch let error as PostgresError {
            throw error.with(sql)
        }
    }

    /// Hands out batches until the stream that has begun is at its end.
    nonisolated func deliver(
        rowsPerBatch: Int,
        _ body: ([PostgresRow]) async throws -> Void
    ) async throws {
        do {
            while true {
                let batch = try await nextBatch(rowsMax: max(1, rowsPerBatch))
                guard !batch.isEmpty else { break }
                try await body(batch)
            }
        } catch {
            await endStream()
            throw error
        }
        await endStream()
    }

    private func beginStream(_ sql: SQL) async throws(PostgresError) {
        let statement = try EncodedStatement(sql)
        try await hold(RowStream(.rows)) { () throws(PostgresError) in
            guard handle.sendUnprepared(statement), handle.setSingleRowMode() else { throw lost() }
            stream?.isAtEnd = false
            try await flush()
        }
    }

    /// Begins an operation that keeps the connection for itself until `endStream`.
    func hold(
        _ held: RowStream,
        _ start: () async throws(PostgresError) -> Void
    ) async throws(PostgresError) {
        try await sendUnsentBegin()
        try await begin(interruptible: true)
        stream = held
        do throws(PostgresError) {
            try await start()
        } catch {
            await endStream()
            throw error
        }
    }

    private func nextBatch(rowsMax: Int) async throws(PostgresError) -> [PostgresRow] {
        guard !Task.isCancelled else {
            throw PostgresError(.taskCancelled, "Cancelled between two batches.")
        }
        while stream?.needsMore(rowsMax: rowsMax) ?? false {
            if stream?.source == .copyOut {
                try await readCopyData()
            } else {
                try await readStreamedRow()
            }
        }
        return stream?.takeRows() ?? []
    }

    private func readStreamedRow() async throws(PostgresError) {
        guard let result = try await nextResult() else {
            stream?.isAtEnd = true
            return
        }
        switch result.status {
        case .singleRow, .rows:
            stream?.append(result)
        case .failure:
            throw try await failure(result)
        case .copyIn, .copyOut:
            handle.close()
            throw PostgresError(.protocolViolation, "COPY must go through copyIn or copyOut.")
        case .command, .pipelineEnd, .pipelineSkipped:
            break
        }
    }

    /// The failure of a statement that holds the connection, after the rest of its results.
    func failure(_ result: LibPQResult) async throws(PostgresError) -> PostgresError {
        let error = noted(error(of: result))
        while try await nextResult() != nil {}
        stream?.isAtEnd = true
        return error
    }

    /// Ends whatever holds the connection; what the server still sends is cancelled and dropped.
    func endStream() async {
        guard let held = stream else { return }
        if !held.isAtEnd, handle.isConnected { await drain(held) }
        stream = nil
        await finish()
    }

    private func drain(_ held: RowStream) async {
        requestCancel()
        do throws(PostgresError) {
            switch held.source {
            case .rows: break
            case .copyOut: try await dropCopyData()
            case .copyIn: try await endCopyIn(failure: "the copy was given up")
            }
            while try await nextResult() != nil {}
        } catch {
            handle.close()
        }
    }
}

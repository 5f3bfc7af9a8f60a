extension PostgresConnection {
    /// Sends all statements at once and reads all answers, in one round trip; statements that occur more than
    /// once and those with a name are prepared, the first time on a connection in a round trip of their own.
    ///
    /// Outside a transaction they are one: when a statement fails, none has an effect, and its error is
    /// thrown.
    package func pipeline(_ statements: [SQL]) async throws(PostgresError) -> [[PostgresRow]] {
        guard statements.count <= PostgresLimits.pipelineStatementsMax else {
            throw PostgresError(
                .invalidParameter,
                "\(statements.count) statements; the limit is \(PostgresLimits.pipelineStatementsMax)."
            )
        }
        guard !statements.isEmpty else { return [] }
        var encoded: [EncodedStatement] = []
        for sql in statements {
            do throws(PostgresError) {
                encoded.append(try EncodedStatement(sql))
            } catch {
                throw error.with(sql)
            }
        }
        let (rows, failure) = try await perform { () throws(PostgresError) in
            try await runPipeline(encoded)
        }
        guard let failure else { return rows }
        if failure.error.isStalePlan, let key = encoded[failure.index].preparedKey {
            _ = prepared.remove(key)
        }
        throw failure.error.with(statements[failure.index])
    }

    struct PipelineFailure: Sendable {
        let index: Int
        let error: PostgresError
    }

    private func runPipeline(
        _ statements: [EncodedStatement]
    ) async throws(PostgresError) -> ([[PostgresRow]], PipelineFailure?) {
        let names = try await prepareRepeated(statements)
        guard handle.enterPipeline() else { throw lost() }
        for statement in statements {
            // Flushing as we go keeps the output buffer small; answers are taken in meanwhile.
            guard send(statement, names: names) else { throw lost() }
            try await flush()
        }
        guard handle.sendPipelineEnd() else { throw lost() }
        try await flush()
        let outcome = try await readPipeline(count: statements.count)
        guard handle.exitPipeline() else { throw lost() }
        return outcome
    }

    /// Prepares what occurs more than once or has a name, up to half of what a connection keeps, so that none is
    /// evicted.
    private func prepareRepeated(
        _ statements: [EncodedStatement]
    ) async throws(PostgresError) -> [PreparedStatements.Key: String] {
        var first: [PreparedStatements.Key: EncodedStatement] = [:]
        var names: [PreparedStatements.Key: String] = [:]
        for statement in statements {
            guard let key = statement.preparedKey, names[key] == nil else { continue }
            let isNew = first.updateValue(statement, forKey: key) == nil
            if isNew, !statement.isNamed { continue }
            guard names.count < PostgresLimits.preparedStatementsMax / 2 else { break }
            names[key] = try await prepare(statement, key)
        }
        return names
    }

    private func send(_ statement: EncodedStatement, names: [PreparedStatements.Key: String]) -> Bool {
        guard !names.isEmpty, let key = statement.preparedKey, let name = names[key] else {
            return handle.sendUnprepared(statement)
        }
        return handle.sendPrepared(statement, name: name)
    }

    private func readPipeline(
        count: Int
    ) async throws(PostgresError) -> ([[PostgresRow]], PipelineFailure?) {
        var rows: [[PostgresRow]] = []
        var failure: PipelineFailure?
        while rows.count < count {
            var current: [PostgresRow] = []
            while let result = try await nextResult() {
                switch result.status {
                case .failure:
                    let error = noted(error(of: result))
                    failure = failure ?? PipelineFailure(index: rows.count, error: error)
                    // A broken connection has no more answers to wait for.
                    if handle.isBroken { throw error }
                case .copyIn, .copyOut:
                    handle.close()
                    throw PostgresError(.protocolViolation, "COPY cannot be part of a pipeline.")
                case .rows: current = result.rows()
                case .command, .singleRow, .pipelineEnd, .pipelineSkipped: break
                }
            }
            rows.append(current)
        }
        guard let end = try await nextResult(), end.status == .pipelineEnd else { throw lost() }
        return (rows, failure)
    }
}

extension PostgresConnection {
    /// All rows of the statement, held in memory; use `stream` for results without a limit.
    package func query(_ sql: SQL) async throws(PostgresError) -> [PostgresRow] {
        try await answer(sql).value.rows()
    }

    /// The only row, or nil when there is none.
    ///
    /// - Throws: `tooManyRows` when there is more than one.
    package func queryOne(_ sql: SQL) async throws(PostgresError) -> PostgresRow? {
        let result = try await answer(sql).value
        guard result.rowCount <= 1 else {
            throw PostgresError(.tooManyRows, "\(result.rowCount) rows came.").with(sql)
        }
        return result.rows().first
    }

    /// Runs the statement and returns how many rows it touched.
    package func execute(_ sql: SQL) async throws(PostgresError) -> Int {
        try await answer(sql).value.rowsAffected
    }

    /// Runs a script of many statements by the simple protocol, as one transaction unless it says otherwise.
    /// For migrations only: the text is not checked and cannot have parameters.
    package func executeScript(_ text: String) async throws(PostgresError) {
        guard !text.utf8.contains(0) else {
            throw PostgresError(.invalidParameter, "SQL text cannot hold the character U+0000.")
        }
        try await sendUnsentBegin()
        try await perform { () throws(PostgresError) in
            guard handle.sendScript(text) else { throw lost() }
            try await flush()
            _ = try await finalResult()
        }
    }

    func answer(_ sql: SQL, interruptible: Bool = true) async throws(PostgresError) -> Answer {
        if unsentBegin != nil, let answer = try await answers([sql], interruptible: interruptible).last {
            return answer
        }
        do throws(PostgresError) {
            let statement = try EncodedStatement(sql)
            return try await perform(interruptible: interruptible) { () throws(PostgresError) in
                try await run(statement)
            }
        } catch {
            throw error.with(sql)
        }
    }

    private func run(_ statement: EncodedStatement) async throws(PostgresError) -> Answer {
        guard let key = statement.preparedKey else {
            guard handle.sendUnprepared(statement) else { throw lost() }
            try await flush()
            return Answer(value: try await finalResult())
        }
        do throws(PostgresError) {
            return try await runPrepared(statement, key)
        } catch {
            guard error.isStalePlan, handle.isConnected else { throw error }
            await forget(key)
            // Inside a transaction the failure has already ended it.
            guard handle.isIdle else { throw error }
            return try await runPrepared(statement, key)
        }
    }

    private func runPrepared(
        _ statement: EncodedStatement,
        _ key: PreparedStatements.Key
    ) async throws(PostgresError) -> Answer {
        let name = try await prepare(statement, key)
        guard handle.sendPrepared(statement, name: name) else { throw lost() }
        try await flush()
        return Answer(value: try await finalResult())
    }

    /// The name of the statement on the server, which is told of it first if it is new.
    func prepare(
        _ statement: EncodedStatement,
        _ key: PreparedStatements.Key
    ) async throws(PostgresError) -> String {
        if let name = prepared.use(key) { return name }
        if let evicted = prepared.evictIfFull() { try await deallocate(evicted) }
        let name = prepared.newName()
        guard handle.sendPrepare(statement, name: name) else { throw lost() }
        try await flush()
        _ = try await finalResult()
        prepared.insert(key, name: name)
        return name
    }

    private func forget(_ key: PreparedStatements.Key) async {
        guard let name = prepared.remove(key), handle.isIdle else { return }
        // The server may have dropped it already, and a name is never used twice.
        try? await deallocate(name)
    }

    private func deallocate(_ name: String) async throws(PostgresError) {
        guard handle.sendScript("DEALLOCATE \(PostgresQuoting.identifier(name))") else { throw lost() }
        try await flush()
        _ = try await finalResult()
    }

    /// A result on its way from one isolated method to another.
    ///
    /// Only one method at a time holds it, and results are never shared, hence the unchecked `Sendable`.
    struct Answer: @unchecked Sendable {
        let value: LibPQResult
    }
}

extension PostgresError {
    /// The server's plan no longer fits the tables, or the server has forgotten the statement.
    var isStalePlan: Bool {
        code == .invalidStatementName || (code == .featureNotSupported && routine == "RevalidateCachedQuery")
    }
}

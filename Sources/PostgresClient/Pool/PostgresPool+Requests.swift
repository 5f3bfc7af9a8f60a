extension PostgresPool {
    /// All rows of the statement, on a session of its own.
    package func query(_ sql: SQL) async throws(PostgresError) -> [PostgresRow] {
        try await leased { connection throws(PostgresError) in try await connection.query(sql) }
    }

    /// The only row, nil when there is none; more than one is the error `tooManyRows`.
    package func queryOne(_ sql: SQL) async throws(PostgresError) -> PostgresRow? {
        try await leased { connection throws(PostgresError) in try await connection.queryOne(sql) }
    }

    /// Runs the statement and returns how many rows it touched.
    package func execute(_ sql: SQL) async throws(PostgresError) -> Int {
        try await leased { connection throws(PostgresError) in try await connection.execute(sql) }
    }

    /// Runs the statements as one transaction in one round trip; after a serialization failure or a deadlock all of
    /// them run again, up to `attemptsMax` times in all.
    package func pipeline(
        _ statements: [SQL],
        attemptsMax: Int = 4
    ) async throws(PostgresError) -> [[PostgresRow]] {
        var attempt = 1
        while true {
            do throws(PostgresError) {
                return try await leased { connection throws(PostgresError) in
                    try await connection.pipeline(statements)
                }
            } catch {
                guard error.isRetryable, attempt < attemptsMax, !Task.isCancelled else { throw error }
                try await pause(afterAttempt: attempt)
                attempt += 1
            }
        }
    }

    /// Lends a session for the time of `body`, which must not keep it. A transaction left open is rolled
    /// back.
    package func withConnection<T: Sendable>(
        _ body: (PostgresConnection) async throws -> T
    ) async throws -> T {
        let lease = try await lease()
        do {
            let value = try await body(lease.connection)
            await giveBack(lease)
            return value
        } catch {
            await giveBack(lease)
            throw error
        }
    }

    /// Runs `body` in a transaction that commits when it returns and rolls back when it throws.
    ///
    /// After a serialization failure or a deadlock the whole of `body` runs again, up to `attemptsMax` times
    /// in all, so it must have no effect outside the transaction.
    ///
    /// - Parameter closing: Statements that are sent together with the commit, made from what `body` gave.
    /// - Throws: what `body` threw; `commitInDoubt` when it is not known whether the changes are stored.
    package func transaction<T: Sendable>(
        _ isolation: IsolationLevel = .readCommitted,
        attemptsMax: Int = 4,
        closing: (T) throws -> [SQL] = { _ in [] },
        _ body: (PostgresConnection) async throws -> T
    ) async throws -> T {
        var attempt = 1
        while true {
            switch try await attemptTransaction(isolation, closing, body) {
            case .success(let value): return value
            case .failure(let failure):
                guard failure.mayRetry, attempt < attemptsMax else { throw failure.error }
                try await pause(afterAttempt: attempt)
                attempt += 1
            }
        }
    }

    private struct AttemptFailure: Error {
        let error: any Error
        /// True when the server said that the transaction should be tried again, even if `body` threw another
        /// error because of that.
        let mayRetry: Bool
    }

    private func attemptTransaction<T: Sendable>(
        _ isolation: IsolationLevel,
        _ closing: (T) throws -> [SQL],
        _ body: (PostgresConnection) async throws -> T
    ) async throws -> Result<T, AttemptFailure> {
        try await withConnection { connection in
            do {
                return .success(try await connection.transaction(isolation, closing: closing, body))
            } catch {
                let mayRetry = await connection.retryableFailure != nil
                return .failure(AttemptFailure(error: error, mayRetry: mayRetry && !Task.isCancelled))
            }
        }
    }

    /// Waits 10 ms doubled with each attempt, at most 640 ms, times a random factor from 0.5 to 1.5, so that
    /// transactions that collided do not meet again.
    private func pause(afterAttempt attempt: Int) async throws(PostgresError) {
        let milliseconds = Double(10 << min(attempt - 1, 6)) * (0.5 + random())
        do {
            try await clock.sleep(.microseconds(Int(milliseconds * 1_000)))
        } catch {
            throw PostgresError(.taskCancelled, "Cancelled between two tries of a transaction.")
        }
    }

    private func leased<T: Sendable>(
        _ body: (PostgresConnection) async throws(PostgresError) -> T
    ) async throws(PostgresError) -> T {
        let lease = try await lease()
        do throws(PostgresError) {
            let value = try await body(lease.connection)
            await giveBack(lease)
            return value
        } catch {
            await giveBack(lease)
            throw error
        }
    }
}

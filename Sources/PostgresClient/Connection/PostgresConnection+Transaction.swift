extension PostgresConnection {
    /// Runs `body` in a transaction once: commits when it returns, rolls back when it throws.
    ///
    /// - Throws: what `body` threw; `commitInDoubt` when the connection broke during COMMIT;
    ///   `transactionAborted` when `body` hid the failure of one of its statements.
    package nonisolated func transaction<T: Sendable>(
        _ isolation: IsolationLevel = .readCommitted,
        _ body: (PostgresConnection) async throws -> T
    ) async throws -> T {
        try await beginTransaction(isolation)
        let value: T
        do {
            value = try await body(self)
        } catch {
            await rollBack()
            throw error
        }
        try await commit()
        return value
    }

    private func beginTransaction(_ isolation: IsolationLevel) async throws(PostgresError) {
        guard !handle.isInTransaction else {
            throw PostgresError(.protocolViolation, "A transaction is open already.")
        }
        forgetFailure()
        _ = try await answer(isolation.begin)
    }

    private func commit() async throws(PostgresError) {
        guard !Task.isCancelled else {
            await rollBack()
            throw PostgresError(.taskCancelled, "Cancelled before the commit.")
        }
        do throws(PostgresError) {
            let tag = try await answer("COMMIT", interruptible: false).value.commandTag
            guard tag == "COMMIT" else {
                throw PostgresError(.transactionAborted, "COMMIT was answered with \(tag).")
            }
        } catch {
            throw error.isConnectionLoss ? error.with(code: .commitInDoubt) : error
        }
    }
}

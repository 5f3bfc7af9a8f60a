extension PostgresConnection {
    /// Runs `body` in a transaction once: commits when it returns, rolls back when it throws.
    ///
    /// It begins with the first statement of `body`, in the same round trip, and not at all without one.
    ///
    /// - Parameter closing: Statements that are sent together with the commit, made from what `body` gave.
    /// - Throws: what `body` threw; `commitInDoubt` when the connection broke during the commit;
    ///   `transactionAborted` when `body` hid the failure of one of its statements.
    package nonisolated func transaction<T: Sendable>(
        _ isolation: IsolationLevel = .readCommitted,
        closing: (T) throws -> [SQL] = { _ in [] },
        _ body: (PostgresConnection) async throws -> T
    ) async throws -> T {
        try await beginTransaction(isolation)
        let value: T
        let last: [SQL]
        do {
            value = try await body(self)
            last = try closing(value)
        } catch {
            await rollBack()
            throw error
        }
        try await commit(after: last)
        return value
    }

    private func beginTransaction(_ isolation: IsolationLevel) throws(PostgresError) {
        guard !handle.isInTransaction, unsentBegin == nil else {
            throw PostgresError(.protocolViolation, "A transaction is open already.")
        }
        forgetFailure()
        unsentBegin = isolation.begin
    }

    private func commit(after last: [SQL]) async throws(PostgresError) {
        guard !Task.isCancelled else {
            await rollBack()
            throw PostgresError(.taskCancelled, "Cancelled before the commit.")
        }
        if unsentBegin != nil, last.isEmpty {
            unsentBegin = nil
            return
        }
        do throws(PostgresError) {
            let tag = try await answers(last + ["COMMIT"], interruptible: false).last?.value.commandTag
            guard tag == "COMMIT" else {
                throw PostgresError(.transactionAborted, "COMMIT was answered with \(tag ?? "nothing").")
            }
        } catch {
            if handle.isInTransaction { await rollBack() }
            throw error.isConnectionLoss ? error.with(code: .commitInDoubt) : error
        }
    }

    /// What must be sent ahead of the next statement; it counts as sent from now on.
    func takeUnsentBegin() -> SQL? {
        defer { unsentBegin = nil }
        return unsentBegin
    }

    /// Begins the transaction on the server if that was put off, for operations that hold the connection.
    func sendUnsentBegin() async throws(PostgresError) {
        if let begin = takeUnsentBegin() { _ = try await answer(begin) }
    }
}

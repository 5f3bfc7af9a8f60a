/// One session with the server.
///
/// Operations run one after another in the order they were asked for. When the calling task is cancelled, the
/// server is told to stop, its answer is awaited for a few seconds, and `taskCancelled` is thrown; the
/// session stays usable unless the server did not stop in time.
package actor PostgresConnection {
    let handle: LibPQConnection
    let answerMax: Duration?
    private let canceller: LibPQCanceller?

    var prepared = PreparedStatements(capacity: PostgresLimits.preparedStatementsMax)
    var operation = Operation()
    var stream: RowStream?
    /// How the transaction begins that was asked for but that the server does not know of yet.
    var unsentBegin: SQL?
    /// Why the last statement of the current transaction failed, if running the transaction again may help.
    private(set) var retryableFailure: PostgresError?

    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// What the operation under way may do and for how long.
    struct Operation {
        var isInterruptible = true
        var drainDeadline: ContinuousClock.Instant?
        var cancelRequest: Task<Bool, Never>?
    }

    init(handle: LibPQConnection, configuration: PostgresConfiguration) {
        self.handle = handle
        answerMax = configuration.answerSecondsMax.map { .seconds($0) }
        canceller = handle.canceller()
    }

    /// The number `pg_stat_activity.pid` shows for this session.
    package var backendProcessID: Int {
        Int(handle.backendProcessID)
    }

    /// Runs `body` when all earlier operations are through.
    ///
    /// - Parameter interruptible: false for what must be done in a cancelled task too, such as ROLLBACK.
    func perform<T: Sendable>(
        interruptible: Bool = true,
        _ body: () async throws(PostgresError) -> T
    ) async throws(PostgresError) -> T {
        try await begin(interruptible: interruptible)
        let outcome: Result<T, PostgresError>
        do throws(PostgresError) {
            outcome = .success(try await body())
        } catch {
            outcome = .failure(error)
        }
        await finish()
        return try outcome.get()
    }

    func begin(interruptible: Bool) async throws(PostgresError) {
        try await enter()
        do throws(PostgresError) {
            guard handle.isConnected else {
                throw PostgresError(.connectionLost, "The connection is closed.")
            }
            guard !interruptible || !Task.isCancelled else {
                throw PostgresError(.taskCancelled, "Cancelled before anything was sent.")
            }
        } catch {
            leave()
            throw error
        }
        operation = Operation(isInterruptible: interruptible)
    }

    func finish() async {
        // A request to cancel that is still under way could hit the next statement.
        operation.cancelRequest?.cancel()
        if let request = operation.cancelRequest, handle.isConnected, await request.value == false {
            handle.close()
        }
        operation = Operation()
        leave()
    }

    private func enter() async throws(PostgresError) {
        guard stream == nil else {
            throw PostgresError(.connectionBusy, "A stream or a copy holds this connection.")
        }
        guard isBusy else {
            isBusy = true
            return
        }
        guard waiting.count < PostgresLimits.operationsWaitingMax else {
            throw PostgresError(.connectionBusy, "\(waiting.count) operations wait for this connection.")
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        guard waiting.isEmpty else { return waiting.removeFirst().resume() }
        isBusy = false
    }

    /// Tells the server to stop what runs; from then on waits have a deadline.
    ///
    /// It is told again until the statement has ended: a server that is between the messages of a statement, having
    /// parsed it and not yet begun it, takes no notice (PostgreSQL's `ProcessInterrupts`, while it reads a command).
    func requestCancel() {
        guard operation.drainDeadline == nil else { return }
        let secondsMax = PostgresLimits.cancelSecondsMax
        operation.isInterruptible = false
        operation.drainDeadline = .now.advanced(by: .seconds(secondsMax))
        guard let canceller else { return }
        operation.cancelRequest = Task {
            var isTaken: Bool
            repeat {
                isTaken = await canceller.cancel(secondsMax: secondsMax)
                try? await Task.sleep(for: PostgresLimits.cancelPause)
            } while isTaken && !Task.isCancelled
            return isTaken
        }
    }

    /// The error in its final form; remembers those that a new try of the transaction may mend.
    func noted(_ error: PostgresError) -> PostgresError {
        if error.isRetryable || error.isStalePlan { retryableFailure = error }
        guard operation.drainDeadline != nil, error.code == .queryCanceled else { return error }
        return error.with(code: .taskCancelled)
    }

    var hasOperation: Bool {
        isBusy
    }

    func forgetFailure() {
        retryableFailure = nil
    }
}

extension PostgresConnection {
    /// Suspends until the socket is ready; returns no events when the wait ended because the task was
    /// cancelled and the server has been told.
    func awaitSocket(_ events: SocketEvents) async throws(PostgresError) -> SocketEvents {
        let deadline = operation.drainDeadline ?? answerMax.map { ContinuousClock.now.advanced(by: $0) }
        let wake = await SocketReactor.shared.wait(
            for: events,
            on: handle.socket,
            until: deadline,
            interruptible: operation.isInterruptible
        )
        switch wake {
        case .ready(let ready):
            return ready
        case .interrupted:
            requestCancel()
            return []
        case .timedOut:
            handle.close()
            guard operation.drainDeadline == nil else {
                throw PostgresError(.taskCancelled, "The server did not stop in time.")
            }
            throw PostgresError(.connectionLost, "The server was silent for too long.")
        case .refused:
            handle.close()
            throw PostgresError(.connectionLost, "The socket cannot be watched.")
        }
    }

    /// Sends all of the output buffer, reading meanwhile so that neither side can block the other.
    func flush() async throws(PostgresError) {
        while true {
            switch handle.flush() {
            case .done: return
            case .failed: throw lost()
            case .pending:
                let ready = try await awaitSocket([.readable, .writable])
                // A failure shows again when the results are read, with what the server had to say.
                if ready.contains(.readable), !handle.consumeInput() { return }
            }
        }
    }

    /// The next result of what was sent, nil at its end.
    func nextResult() async throws(PostgresError) -> LibPQResult? {
        while handle.isBusy {
            _ = try await awaitSocket(.readable)
            // After a failure libpq still hands out what had arrived before, then the loss itself.
            guard handle.consumeInput() else { break }
        }
        return handle.takeResult()
    }

    /// Reads to the end of one statement and gives its last result, or throws its first failure.
    func finalResult() async throws(PostgresError) -> LibPQResult {
        var last: LibPQResult?
        var failure: PostgresError?
        while let result = try await nextResult() {
            switch result.status {
            case .command, .rows, .singleRow: last = result
            case .failure: failure = failure ?? error(of: result)
            case .pipelineEnd, .pipelineSkipped: break
            case .copyIn, .copyOut:
                // The copy would have to be answered; nothing else can end it.
                handle.close()
                throw PostgresError(.protocolViolation, "COPY must go through copyIn or copyOut.")
            }
        }
        if let failure { throw noted(failure) }
        guard let last else { throw lost() }
        return last
    }

    func error(of result: LibPQResult) -> PostgresError {
        if let error = result.serverError { return error }
        return handle.isBroken ? lost(result.message) : PostgresError(.protocolViolation, result.message)
    }

    /// Gives the connection up: whatever state it is in, it is not one to go on from.
    func lost(_ message: String? = nil) -> PostgresError {
        let error = PostgresError(.connectionLost, message ?? handle.errorMessage)
        handle.close()
        return error
    }
}

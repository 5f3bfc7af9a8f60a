extension PostgresConnection {
    /// Sends all statements at once and reads all answers, in one round trip.
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
        return try await answers(statements).map { $0.value.status == .rows ? $0.value.rows() : [] }
    }

    /// The last result of each statement; a transaction that has begun but was not sent goes ahead of them.
    func answers(_ statements: [SQL], interruptible: Bool = true) async throws(PostgresError) -> [Answer] {
        let begin = takeUnsentBegin()
        let all = (begin.map { [$0] } ?? []) + statements
        var encoded: [EncodedStatement] = []
        for sql in all {
            do throws(PostgresError) {
                encoded.append(try EncodedStatement(sql))
            } catch {
                throw error.with(sql)
            }
        }
        let (answers, failure) = try await perform(interruptible: interruptible) { () throws(PostgresError) in
            try await runPipeline(encoded)
        }
        guard let failure else { return begin == nil ? answers : Array(answers.dropFirst()) }
        throw failure.error.with(all[failure.index])
    }

    struct PipelineFailure: Sendable {
        let index: Int
        let error: PostgresError
    }

    private func runPipeline(
        _ statements: [EncodedStatement]
    ) async throws(PostgresError) -> ([Answer], PipelineFailure?) {
        let steps = pipelineSteps(statements)
        guard handle.enterPipeline() else { throw lost() }
        var unflushed = 0
        for step in steps {
            unflushed += step.byteCount
            guard send(step) else { throw lost() }
            guard unflushed > PostgresLimits.pipelineFlushBytes else { continue }
            // Flushing as we go keeps the output buffer small; answers are taken in meanwhile.
            try await flush()
            unflushed = 0
        }
        guard handle.sendPipelineEnd() else { throw lost() }
        try await flush()
        let outcome = try await readPipeline(steps)
        guard handle.exitPipeline() else { throw lost() }
        return outcome
    }

    /// What is new is prepared on the way, up to half of what a connection keeps, so that nothing goes that
    /// is still needed.
    private func pipelineSteps(_ statements: [EncodedStatement]) -> [PipelineStep] {
        var steps = prepared.takeUnwanted().map { PipelineStep.drop(name: $0) }
        var newCount = 0
        for statement in statements {
            guard let key = statement.preparedKey else {
                steps.append(.run(statement, name: nil))
                continue
            }
            if let name = prepared.use(key) {
                steps.append(.run(statement, name: name))
            } else if newCount < PostgresLimits.preparedStatementsMax / 2 {
                newCount += 1
                if let evicted = prepared.evictIfFull() { steps.append(.drop(name: evicted)) }
                let name = prepared.newName()
                prepared.insert(key, name: name)
                steps.append(.prepare(statement, key, name: name))
                steps.append(.run(statement, name: name))
            } else {
                steps.append(.run(statement, name: nil))
            }
        }
        return steps
    }

    private func send(_ step: PipelineStep) -> Bool {
        switch step {
        case .drop(let name): handle.sendDeallocate(name: name)
        case .prepare(let statement, _, let name): handle.sendPrepare(statement, name: name)
        case .run(let statement, let name?): handle.sendPrepared(statement, name: name)
        case .run(let statement, nil): handle.sendUnprepared(statement)
        }
    }

    private func readPipeline(
        _ steps: [PipelineStep]
    ) async throws(PostgresError) -> ([Answer], PipelineFailure?) {
        var answers: [Answer] = []
        var failure: PipelineFailure?
        for step in steps {
            let (answer, error) = try await readStep()
            if let error, failure == nil {
                failure = PipelineFailure(index: answers.count, error: error)
            }
            switch step {
            // Skipped: still there. Failed: the server does not know it.
            case .drop(let name): if answer == nil, error == nil { prepared.keepUnwanted(name) }
            case .prepare(_, let key, _): if answer == nil { _ = prepared.remove(key) }
            case .run(let statement, let name):
                if let answer { answers.append(answer) }
                if error?.isStalePlan == true, name != nil, let key = statement.preparedKey {
                    _ = prepared.remove(key)
                }
            }
        }
        guard let end = try await nextResult(), end.status == .pipelineEnd else { throw lost() }
        return (answers, failure)
    }

    /// The last result of one step, nil when it failed or was skipped because an earlier one had.
    private func readStep() async throws(PostgresError) -> (Answer?, PostgresError?) {
        var answer: Answer?
        var failure: PostgresError?
        while let result = try await nextResult() {
            switch result.status {
            case .failure:
                let error = noted(error(of: result))
                failure = failure ?? error
                // A broken connection has no more answers to wait for.
                if handle.isBroken { throw error }
            case .copyIn, .copyOut:
                handle.close()
                throw PostgresError(.protocolViolation, "COPY cannot be part of a pipeline.")
            case .rows, .command: answer = Answer(value: result)
            case .singleRow, .pipelineEnd, .pipelineSkipped: break
            }
        }
        return (failure == nil ? answer : nil, failure)
    }
}

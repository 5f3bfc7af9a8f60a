extension LoadClient {
    /// Sends requests in a closed loop: each connection asks for the next one as soon as it has its answer.
    ///
    /// - Parameters:
    ///   - request: Makes the request of a number, counted from 0 over all connections.
    ///   - keepsBodies: Whether the answers are wanted, not only their times.
    @concurrent
    package func load(
        _ limits: LoadLimits,
        keepsBodies: Bool = false,
        _ request: @escaping @Sendable (Int) -> LoadRequest
    ) async -> LoadOutcome {
        let sequence = RequestSequence(limits: limits)
        let start = ContinuousClock.now
        var outcome = await withTaskGroup(of: LoadOutcome.self) { group in
            for _ in 0..<connections {
                group.addTask { await loop(sequence, keepsBodies, request) }
            }
            return await group.reduce(into: LoadOutcome()) { $0.add($1) }
        }
        outcome.elapsedSeconds = (ContinuousClock.now - start) / .seconds(1)
        outcome.sortLatencies()
        return outcome
    }

    private func loop(
        _ sequence: RequestSequence,
        _ keepsBodies: Bool,
        _ request: @Sendable (Int) -> LoadRequest
    ) async -> LoadOutcome {
        var outcome = LoadOutcome()
        while let number = sequence.next(), !Task.isCancelled {
            let asked = request(number)
            let start = ContinuousClock.now
            do {
                let answer = try await send(asked)
                let latencyMs = (ContinuousClock.now - start) / .milliseconds(1)
                outcome.note(answer, latencyMs: latencyMs, keepsBody: keepsBodies)
            } catch {
                outcome.note(failure: "\(error)")
            }
        }
        return outcome
    }
}

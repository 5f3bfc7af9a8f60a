internal import Synchronization

extension PostgresPool {
    /// The rows of a brief query. Queries of many tasks share sessions and round trips, which costs a fraction of
    /// a session of one's own each.
    ///
    /// Each sees what was committed before it was asked for. A slow one holds up others, so it is for look-ups by
    /// a key and the like; and it runs to its end even when the task is cancelled.
    package func lookUp(_ sql: SQL) async throws(PostgresError) -> [PostgresRow] {
        guard lookUps.withLock({ $0.takeLane() }) else { return try await waitForLane(sql) }
        let outcome: LookUpQueue.Answer
        do throws(PostgresError) {
            let lease = try await lease()
            outcome = await Self.answer(sql, on: lease.connection)
            // Others must not wait for this task, nor end with it.
            let batch = lookUps.withLock { $0.nextBatch() }
            if batch.isEmpty {
                await giveBack(lease)
            } else {
                Task { await serve(batch, on: lease) }
            }
        } catch {
            outcome = .failure(error)
            let batch = lookUps.withLock { $0.nextBatch() }
            if !batch.isEmpty { Task { await serve(batch) } }
        }
        return try outcome.get()
    }

    private func waitForLane(_ sql: SQL) async throws(PostgresError) -> [PostgresRow] {
        let outcome = await withCheckedContinuation { continuation in
            let lookUp = LookUpQueue.LookUp(sql: sql, continuation: continuation)
            let (isTaken, batch) = lookUps.withLock { queue in
                let isTaken = queue.append(lookUp, waitingMax: configuration.waitersMax)
                // A lane may have become free since; nobody else would look.
                return (isTaken, queue.takeLane() ? queue.nextBatch() : [])
            }
            if !batch.isEmpty { Task { await serve(batch) } }
            if !isTaken {
                continuation.resume(
                    returning: .failure(PostgresError(.poolExhausted, "Too many look-ups are waiting."))
                )
            }
        }
        return try outcome.get()
    }

    private func serve(_ first: [LookUpQueue.LookUp]) async {
        do throws(PostgresError) {
            let lease = try await lease()
            await serve(first, on: lease)
        } catch {
            var batch = first
            while !batch.isEmpty {
                for lookUp in batch { lookUp.continuation.resume(returning: .failure(error)) }
                batch = lookUps.withLock { $0.nextBatch() }
            }
        }
    }

    /// Serves a batch and those that gathered meanwhile, until none is left.
    private func serve(_ first: [LookUpQueue.LookUp], on lease: PoolLease) async {
        var batch = first
        while !batch.isEmpty {
            await Self.answer(batch, on: lease.connection)
            batch = lookUps.withLock { $0.nextBatch() }
        }
        await giveBack(lease)
    }

    private static func answer(_ batch: [LookUpQueue.LookUp], on connection: PostgresConnection) async {
        do throws(PostgresError) {
            let answers = try await connection.pipeline(batch.map(\.sql))
            for (lookUp, rows) in zip(batch, answers) {
                lookUp.continuation.resume(returning: .success(rows))
            }
        } catch {
            // One has failed and taken the others along: each for itself, so that it fails alone.
            for lookUp in batch {
                lookUp.continuation.resume(returning: await answer(lookUp.sql, on: connection))
            }
        }
    }

    private static func answer(_ sql: SQL, on connection: PostgresConnection) async -> LookUpQueue.Answer {
        do throws(PostgresError) {
            return .success(try await connection.query(sql))
        } catch {
            return .failure(error)
        }
    }
}

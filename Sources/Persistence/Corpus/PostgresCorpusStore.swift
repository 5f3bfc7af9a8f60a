import Corpus
package import PostgresClient

/// Sources, imports, messages and chunks in PostgreSQL.
package struct PostgresCorpusStore: CorpusStore {
    let pool: PostgresPool
    let ledger: Ledger
    let queries: StoreQueries
    /// How long to wait before asking again for a lease that another server holds.
    private let leasePollSeconds: Int

    package init(pool: PostgresPool, leasePollSeconds: Int = 5) {
        self.pool = pool
        self.leasePollSeconds = leasePollSeconds
        ledger = Ledger(pool: pool)
        queries = StoreQueries(pool: pool)
    }

    /// A session lock on a connection of its own: it ends with the connection, so a dead server holds nothing.
    package func holdingImportLease(_ body: () async throws -> Void) async throws {
        try await pool.withConnection { connection in
            let lock = AdvisoryLock.importWorker.rawValue
            while try await !Self.tryLock(lock, connection) {
                try await Task.sleep(for: .seconds(leasePollSeconds))
            }
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
            // In a task of its own, because a cancelled one could not unlock and the pool would keep the lock.
            _ = try? await Task { try await connection.query("SELECT pg_advisory_unlock(\(lock))") }.value
            try outcome.get()
        }
    }

    private static func tryLock(_ lock: Int64, _ connection: PostgresConnection) async throws -> Bool {
        let row = try await connection.queryOne("SELECT pg_try_advisory_lock(\(lock)) AS taken")
        return try row?.decode("taken", as: Bool.self) ?? false
    }

    /// A transaction of the import worker, whose changes were granted and recorded when the import was queued.
    func transaction<Value: Sendable>(
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.transaction { try await body($0) }
        } catch let error as PostgresError {
            throw error.fault(about: "The import")
        }
    }
}

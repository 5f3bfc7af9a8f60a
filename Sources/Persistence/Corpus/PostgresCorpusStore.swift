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
            while try await !AdvisoryLock.importWorker.tryTake(on: connection) {
                try await Task.sleep(for: .seconds(leasePollSeconds))
            }
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
            await AdvisoryLock.importWorker.release(on: connection)
            try outcome.get()
        }
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

import PostgresClient
import Testing

extension ServerTests {
    @Suite struct Pool {
        @Test("200 tasks share 4 connections", .timeLimit(.minutes(5)))
        func shares() async throws {
            try await cluster().withPool { pool in
                let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                    for index in 0..<200 {
                        group.addTask {
                            try await pool.queryOne("SELECT \(index) AS i, pg_sleep(0.001)")?.decode("i") ?? 0
                        }
                    }
                    return try await group.reduce(0, +)
                }
                #expect(sum == 200 * 199 / 2)
                #expect(pool.counts.connections <= 4)
            }
        }

        @Test("who waits too long, and who comes when too many wait, gets an error that says so")
        func waitingLimits() async throws {
            try await cluster().withPool({ configuration in
                configuration.connectionsMax = 1
                configuration.waitersMax = 1
                configuration.waitSecondsMax = 3
            }) { pool in
                try await pool.withConnection { _ in
                    async let waits: [PostgresRow] = pool.query("SELECT 1")
                    while pool.counts.waiting == 0 { await Task.yield() }
                    let full = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
                    #expect(full?.code == .poolExhausted)
                    do {
                        _ = try await waits
                        Issue.record("the only connection is in use")
                    } catch {
                        #expect((error as? PostgresError)?.code == .waitTimedOut)
                    }
                }
            }
        }

        @Test("a cancelled task stops its statement on the server, and the session is used again")
        func cancels() async throws {
            try await cluster().withPool({ $0.connectionsMax = 2 }) { pool in
                let task = Task { try await pool.query("SELECT pg_sleep(30)") }
                while try await sleepers(pool) != 1 { try await Task.sleep(for: .milliseconds(5)) }
                task.cancel()
                let error = await #expect(throws: PostgresError.self) { try await task.value }
                #expect(error?.code == .taskCancelled)
                #expect(try await sleepers(pool) == 0)
                #expect(pool.counts.connections == 2)
            }
        }

        @Test("a server that went down gives a connection loss, and the next request finds it back")
        func restarts() async throws {
            let own = try ThrowawayCluster.make()
            defer { own.remove() }
            try await own.withPool { pool in
                _ = try await pool.query("SELECT 1")
                let task = Task { try await pool.query("SELECT pg_sleep(30)") }
                while try await sleepers(pool) != 1 { try await Task.sleep(for: .milliseconds(5)) }
                try own.stopAtOnce()
                let error = await #expect(throws: PostgresError.self) { try await task.value }
                #expect(error?.isConnectionLoss == true)
                async let early: PostgresRow? = pool.queryOne("SELECT \(1) AS a")
                try await Task.sleep(for: .milliseconds(100))
                try own.start()
                #expect(try await early?.decode("a") == 1)
                #expect(try await pool.queryOne("SELECT \(2) AS a")?.decode("a") == 2)
            }
        }

        @Test("a pool that is shut down refuses requests")
        func shutsDown() async throws {
            try await cluster().withPool { pool in
                _ = try await pool.query("SELECT 1")
                await pool.shutdown()
                let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
                #expect(error?.code == .closed)
                #expect(pool.counts.connections == 0)
            }
        }

        @Test("a missing database is told at once, with its code")
        func permanentFailure() async throws {
            let configuration = try cluster().missingDatabase
            let error = await #expect(throws: PostgresError.self) {
                try await PostgresConnection.open(configuration)
            }
            #expect(error?.code == .undefinedDatabase)
        }

        /// How many sessions of the pool's cluster sleep, seen by another of them.
        private func sleepers(_ pool: PostgresPool) async throws -> Int? {
            try await pool.queryOne(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE query LIKE 'SELECT pg_sleep(30)%' AND state = 'active' AND pid <> pg_backend_pid()
                """
            )?.decode("count", as: Int.self)
        }
    }
}

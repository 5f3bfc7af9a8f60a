import PostgresClient
import Testing

extension ServerTests {
    @Suite struct LookUps {
        @Test("look-ups of many tasks each get their own rows", .timeLimit(.minutes(5)))
        func answersEach() async throws {
            try await cluster().withPool { pool in
                let sums = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
                    for number in 0..<200 {
                        group.addTask {
                            let rows = try await pool.lookUp("SELECT \(number) * 2 AS twice")
                            return (number, try rows.first?.decode("twice") ?? -1)
                        }
                    }
                    return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
                }
                #expect(sums == Dictionary(uniqueKeysWithValues: (0..<200).map { ($0, $0 * 2) }))
                #expect(pool.counts.connections <= 2)
            }
        }

        @Test("a look-up that fails fails alone", .timeLimit(.minutes(5)))
        func failsAlone() async throws {
            try await cluster().withPool { pool in
                let outcomes = await withTaskGroup(of: (Int, PostgresError.Code?).self) { group in
                    for number in 0..<60 {
                        group.addTask {
                            do throws(PostgresError) {
                                _ = try await pool.lookUp("SELECT 1 / \(number % 3)::int4 AS share")
                                return (number, nil)
                            } catch {
                                return (number, error.code)
                            }
                        }
                    }
                    return await group.reduce(into: [:]) { $0[$1.0] = .some($1.1) }
                }
                for (number, code) in outcomes {
                    #expect((code == nil) == (number % 3 != 0))
                }
                #expect(outcomes.count == 60)
            }
        }

        @Test("a look-up sees what was committed before it was asked for", .timeLimit(.minutes(5)))
        func seesCommitted() async throws {
            try await cluster().withPool { pool in
                _ = try await pool.execute("CREATE TABLE seen (n int8 NOT NULL)")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            for _ in 0..<20 {
                                _ = try await pool.execute("INSERT INTO seen VALUES (1)")
                                let before = try await pool.query("SELECT count(*) AS n FROM seen")[0]
                                let after = try await pool.lookUp("SELECT count(*) AS n FROM seen")[0]
                                #expect(try after.decode("n", as: Int.self) >= before.decode("n"))
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }

        @Test("look-ups of a pool that was shut down are refused")
        func refusedAfterShutdown() async throws {
            try await cluster().withPool { pool in
                await pool.shutdown()
                let error = await #expect(throws: PostgresError.self) { try await pool.lookUp("SELECT 1") }
                #expect(error?.code == .closed)
            }
        }
    }
}

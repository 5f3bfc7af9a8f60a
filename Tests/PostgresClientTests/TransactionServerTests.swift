import PostgresClient
import Testing

extension ServerTests {
    @Suite struct Transactions {
        @Test("a transaction whose body throws leaves nothing behind")
        func rollsBack() async throws {
            try await cluster().withPool { pool in
                _ = try await pool.execute("CREATE TABLE r (id int8)")
                await #expect(throws: CancellationError.self) {
                    try await pool.transaction { connection in
                        _ = try await connection.execute("INSERT INTO r VALUES (1)")
                        throw CancellationError()
                    }
                }
                #expect(try await pool.queryOne("SELECT id FROM r") == nil)
            }
        }

        @Test("a body that hides the failure of a statement does not commit")
        func hiddenFailure() async throws {
            try await cluster().withPool { pool in
                let error = await #expect(throws: PostgresError.self) {
                    try await pool.transaction { connection in
                        _ = try? await connection.query("SELECT 1/0")
                    }
                }
                #expect(error?.code == .transactionAborted)
            }
        }

        @Test("what closes a transaction commits with it, and undoes it when it fails")
        func closing() async throws {
            try await cluster().withPool { pool in
                _ = try await pool.execute("CREATE TABLE c (id int8 PRIMARY KEY)")
                let made: Int = try await pool.transaction(closing: { (id: Int) in
                    ["INSERT INTO c VALUES (\(id + 1))"]
                }) {
                    _ = try await $0.execute("INSERT INTO c VALUES (1)")
                    return 1
                }
                #expect(made == 1)
                let error = await #expect(throws: PostgresError.self) {
                    try await pool.transaction(closing: { (id: Int) in ["INSERT INTO c VALUES (\(id))"] }) {
                        _ = try await $0.execute("INSERT INTO c VALUES (3)")
                        return 2
                    }
                }
                #expect(error?.code == .uniqueViolation)
                // Without a statement of the body there is still one transaction around what closes it.
                try await pool.transaction(closing: { _ in
                    ["INSERT INTO c VALUES (4)", "INSERT INTO c VALUES (5)"]
                }) { _ in }
                await #expect(throws: PostgresError.self) {
                    try await pool.transaction(
                        closing: { _ in ["INSERT INTO c VALUES (6)", "INSERT INTO c VALUES (5)"] }
                    ) { _ in }
                }
                let ids = try await pool.query("SELECT id FROM c ORDER BY id").map {
                    try $0.decode("id", as: Int.self)
                }
                #expect(ids == [1, 2, 4, 5])
            }
        }

        @Test("a transaction without statements leaves the session as it was")
        func empty() async throws {
            try await cluster().withPool({ $0.connectionsMax = 1 }) { pool in
                try await pool.transaction { _ in }
                await #expect(throws: CancellationError.self) {
                    try await pool.transaction { _ in throw CancellationError() }
                }
                _ = try await pool.execute("CREATE TABLE e (id int8)")
                #expect(try await pool.queryOne("SELECT to_regclass('e') IS NOT NULL AS is_there") != nil)
            }
        }

        @Test("streams and copies inside a transaction belong to it", .timeLimit(.minutes(5)))
        func holdsInside() async throws {
            try await cluster().withPool { pool in
                _ = try await pool.execute("CREATE TABLE h (id int8)")
                await #expect(throws: CancellationError.self) {
                    try await pool.transaction { connection in
                        _ = try await connection.copyIn(
                            CopyTarget(table: "h", columns: ["id"]),
                            rows: [[1], [2]]
                        )
                        throw CancellationError()
                    }
                }
                #expect(try await pool.query("SELECT id FROM h").isEmpty)
                let error = await #expect(throws: PostgresError.self) {
                    try await pool.transaction(.readOnlySnapshot) { connection in
                        try await connection.stream("SELECT id FROM h", rowsPerBatch: 1) { _ in }
                        _ = try await connection.execute("INSERT INTO h VALUES (3)")
                    }
                }
                #expect(error?.code == .readOnlyTransaction)
            }
        }

        @Test("transactions that collide are run again until all have their effect", .timeLimit(.minutes(5)))
        func retries() async throws {
            try await cluster().withPool { pool in
                try await pool.withConnection {
                    try await $0.executeScript("CREATE TABLE n (v int8); INSERT INTO n VALUES (0)")
                }
                let attempts = Counter()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            try await pool.transaction(.serializable, attemptsMax: 30) { connection in
                                attempts.increment()
                                let row = try await connection.queryOne("SELECT v FROM n")
                                let value = try row?.decode("v", as: Int.self) ?? 0
                                _ = try await connection.query("SELECT pg_sleep(0.01)")
                                _ = try await connection.execute("UPDATE n SET v = \(value + 1)")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try await pool.queryOne("SELECT v FROM n")?.decode("v") == 8)
                #expect(attempts.value > 8)
            }
        }

        @Test("the number of tries is limited")
        func retryLimit() async throws {
            try await cluster().withPool { pool in
                let attempts = Counter()
                let error = await #expect(throws: PostgresError.self) {
                    try await pool.transaction(attemptsMax: 3) { connection in
                        attempts.increment()
                        _ = try await connection.execute(
                            "DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$"
                        )
                    }
                }
                #expect(error?.code == .serializationFailure)
                #expect(attempts.value == 3)
            }
        }
    }

    @Suite struct Listening {
        @Test("notifications arrive, and a broken session is replaced and reported", .timeLimit(.minutes(5)))
        func listens() async throws {
            try await cluster().withPool { pool in
                let listener = try cluster().listener(applicationName: "listener")
                var events = listener.notifications(on: ["jobs", "Odd \"channel"]).makeAsyncIterator()
                #expect(await events.next() == .reconnected)
                _ = try await pool.query("SELECT pg_notify('jobs', 'one'), pg_notify('Odd \"channel', 'two')")
                #expect(await events.next() == .notification(.init(channel: "jobs", payload: "one")))
                #expect(await events.next() == .notification(.init(channel: "Odd \"channel", payload: "two")))
                _ = try await pool.query(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE application_name = 'listener'
                    """
                )
                #expect(await events.next() == .reconnected)
                _ = try await pool.query("SELECT pg_notify('jobs', 'three')")
                #expect(await events.next() == .notification(.init(channel: "jobs", payload: "three")))
            }
        }
    }
}

import Foundation
import PostgresClient
import Testing

extension ServerTests {
    @Suite struct Bulk {
        @Test("100,000 rows go in and out by COPY", .timeLimit(.minutes(5)))
        func copies() async throws {
            try await cluster().withPool { pool in
                try await pool.withConnection { connection in
                    _ = try await connection.execute(
                        "CREATE TEMP TABLE c (id int8, name text, weight float8)"
                    )
                    let target = CopyTarget(table: "c", columns: ["id", "name", "weight"])
                    let rows = (0..<100_000).lazy.map { index -> [any PostgresEncodable] in
                        [index, index % 10 == 0 ? String?.none : "name \(index)", Double(index) / 2]
                    }
                    #expect(try await connection.copyIn(target, rows: rows) == 100_000)
                    var sum = 0
                    var nulls = 0
                    try await connection.copyOut("SELECT id, name FROM c ORDER BY id") { batch in
                        for row in batch {
                            sum += try row.decode("id", as: Int.self)
                            nulls += try row.decode("name", as: String?.self) == nil ? 1 : 0
                        }
                    }
                    #expect(sum == 100_000 * 99_999 / 2)
                    #expect(nulls == 10_000)
                }
            }
        }

        @Test(
            "a copy that is given up, or does not fit the table, stores nothing and leaves the session usable"
        )
        func abandonedCopy() async throws {
            try await cluster().withPool { pool in
                try await pool.withConnection { connection in
                    _ = try await connection.execute("CREATE TEMP TABLE d (id int8 PRIMARY KEY)")
                    let target = CopyTarget(table: "d", columns: ["id"])
                    await #expect(throws: CancellationError.self) {
                        try await connection.copyIn(target) { writer in
                            for index in 0..<50_000 { try await writer.append([index]) }
                            throw CancellationError()
                        }
                    }
                    let mismatch = await #expect(throws: PostgresError.self) {
                        try await connection.copyIn(target, rows: [["text"]])
                    }
                    #expect(mismatch?.code == .invalidParameter)
                    let duplicate = await #expect(throws: PostgresError.self) {
                        try await connection.copyIn(target, rows: [[1], [1]])
                    }
                    #expect(duplicate?.code == .uniqueViolation)
                    let row = try await connection.queryOne("SELECT count(*) FROM d")
                    #expect(try row?.decode("count", as: Int.self) == 0)
                }
            }
        }

        @Test("a stream of a million rows is read as it is consumed, not ahead", .timeLimit(.minutes(5)))
        func streams() async throws {
            try await cluster().withPool { pool in
                try await pool.withConnection { connection in
                    var count = 0
                    let backend = try await connection.queryOne("SELECT pg_backend_pid() AS pid")
                    let pid = try #require(try backend?.decode("pid", as: Int.self))
                    try await connection.stream(
                        "SELECT i, repeat('x', 200) AS t FROM generate_series(1, \(1_000_000)) AS i",
                        rowsPerBatch: 1_000
                    ) { batch in
                        #expect(batch.count <= 1_000)
                        count += batch.count
                        // The server can only wait for us when we hold no more than what we were given.
                        if count == 100_000 { try await waitUntilServerWaits(pid, pool) }
                    }
                    #expect(count == 1_000_000)
                }
            }
        }

        @Test("a stream left in the middle is stopped on the server and the session goes on")
        func abandonedStream() async throws {
            try await cluster().withPool { pool in
                try await pool.withConnection { connection in
                    await #expect(throws: CancellationError.self) {
                        try await connection.stream(
                            "SELECT generate_series(1, 100000000) AS i",
                            rowsPerBatch: 10
                        ) { _ in
                            let code = await failureCode { () throws(PostgresError) in
                                _ = try await connection.query("SELECT 1")
                            }
                            #expect(code == .connectionBusy)
                            throw CancellationError()
                        }
                    }
                    let row = try await connection.queryOne("SELECT \(1) AS a")
                    #expect(try row?.decode("a", as: Int.self) == 1)
                }
            }
        }

        private func failureCode(
            _ body: () async throws(PostgresError) -> Void
        ) async -> PostgresError.Code? {
            do throws(PostgresError) {
                try await body()
                return nil
            } catch {
                return error.code
            }
        }

        private func waitUntilServerWaits(_ pid: Int, _ pool: PostgresPool) async throws {
            let waits: SQL = "SELECT wait_event = 'ClientWrite' AS w FROM pg_stat_activity WHERE pid = \(pid)"
            while try await pool.queryOne(waits)?.decode("w", as: Bool?.self) != true {
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }
}

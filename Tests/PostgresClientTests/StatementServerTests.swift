import PostgresClient
import Testing

extension ServerTests {
    @Suite struct Statements {
        @Test("every type comes back from the server as it went")
        func roundTrips() async throws {
            try await cluster().withPool { pool in
                let uuid = PostgresUUID(bytes: [UInt8](1...16))
                let instant = PostgresTimestamp(microsecondsSinceUnixEpoch: 1_700_000_000_123_456)
                let rows = try await pool.query(
                    """
                    SELECT \(true) AS b, \(Int16(-2)) AS i2, \(Int32(-4)) AS i4, \(Int64.min) AS i8,
                      \(7) AS i,
                      \(Float(1.5)) AS f4, \(0.1) AS f8, \("ä\n'") AS t, \([UInt8](0...255)) AS y,
                      \(uuid) AS u,
                      \(instant) AS z, \(PostgresJSON(text: #"{"a": [1]}"#)) AS j, \("")::varchar AS v,
                      \(Int?.none) AS n, ARRAY[\(1), NULL]::int8[] AS an,
                      extract(epoch FROM \(instant))::float8 AS e
                    """
                )
                let row = try #require(rows.first)
                #expect(try row.decode("b", as: Bool.self))
                #expect(try row.decode("i2") == Int16(-2))
                #expect(try row.decode("i4") == Int32(-4))
                #expect(try row.decode("i8") == Int64.min)
                #expect(try row.decode("i") == 7)
                #expect(try row.decode("f4") == Float(1.5))
                #expect(try row.decode("f8") == 0.1)
                #expect(try row.decode("t") == "ä\n'")
                #expect(try row.decode("y") == [UInt8](0...255))
                #expect(try row.decode("u") == uuid)
                #expect(try row.decode("z") == instant)
                #expect(try row.decode("j", as: PostgresJSON.self).text == #"{"a": [1]}"#)
                #expect(try row.decode("v") == "")
                #expect(try row.decode("n") == Int?.none)
                #expect(try row.decode("an") == [1, nil] as [Int?])
                #expect(try row.decode("e") == 1_700_000_000.123456)
            }
        }

        @Test("rows without columns are counted like any others")
        func columnlessRows() async throws {
            try await cluster().withPool { pool in
                let three = try await pool.query("SELECT FROM generate_series(1, 3)")
                let none = try await pool.query("SELECT FROM pg_class WHERE false")
                #expect(three.count == 3)
                #expect(none.isEmpty)
            }
        }

        @Test("every array type comes back from the server as it went")
        func roundTripsArrays() async throws {
            try await cluster().withPool { pool in
                let uuids = [PostgresUUID(bytes: [UInt8](repeating: 3, count: 16))]
                let instants = [PostgresTimestamp(microsecondsSinceUnixEpoch: -5)]
                let found = try await pool.queryOne(
                    """
                    SELECT \([Int64(1), .max]) AS a, \([Int32(-1)]) AS b, \(["x", ""]) AS c,
                      \([Float(2)]) AS d,
                      \([0.5]) AS e, \([[1, 2], []] as [[UInt8]]) AS f, \(uuids) AS g, \(instants) AS h,
                      \([true, false]) AS i, \([String]()) AS j
                    """
                )
                let row = try #require(found)
                #expect(try row.decode("a") == [Int64(1), .max])
                #expect(try row.decode("b") == [Int32(-1)])
                #expect(try row.decode("c") == ["x", ""])
                #expect(try row.decode("d") == [Float(2)])
                #expect(try row.decode("e") == [0.5])
                #expect(try row.decode("f") == [[1, 2], []] as [[UInt8]])
                #expect(try row.decode("g") == uuids)
                #expect(try row.decode("h") == instants)
                #expect(try row.decode("i") == [true, false])
                #expect(try row.decode("j") == [String]())
            }
        }

        @Test("errors carry the code, the constraint and the statement's name, and the session goes on")
        func errors() async throws {
            try await cluster().withPool { pool in
                try await pool.withConnection { connection in
                    try await connection.executeScript(
                        "CREATE TEMP TABLE e (id int8 CONSTRAINT e_key PRIMARY KEY); INSERT INTO e VALUES (1)"
                    )
                    let error = await #expect(throws: PostgresError.self) {
                        try await connection.execute(("INSERT INTO e VALUES (\(1))" as SQL).named("e.insert"))
                    }
                    #expect(error?.code == .uniqueViolation)
                    #expect(error?.constraintName == "e_key")
                    #expect(error?.statementName == "e.insert")
                    #expect(try await connection.execute("INSERT INTO e VALUES (\(2)), (\(3))") == 2)
                    let many = await #expect(throws: PostgresError.self) {
                        try await connection.queryOne("SELECT id FROM e")
                    }
                    #expect(many?.code == .tooManyRows)
                    #expect(try await connection.queryOne("SELECT id FROM e WHERE id = \(9)") == nil)
                }
            }
        }

        @Test("a prepared statement survives a change of its table")
        func stalePlan() async throws {
            try await cluster().withPool { pool in
                try await pool.withConnection { connection in
                    try await connection.executeScript(
                        "CREATE TEMP TABLE s (a int8); INSERT INTO s VALUES (1)"
                    )
                    #expect(try await connection.queryOne("SELECT * FROM s")?.columnNames == ["a"])
                    try await connection.executeScript("ALTER TABLE s ADD COLUMN b int8")
                    #expect(try await connection.queryOne("SELECT * FROM s")?.columnNames == ["a", "b"])
                    try await connection.executeScript("DEALLOCATE ALL")
                    #expect(try await connection.queryOne("SELECT * FROM s")?.columnNames == ["a", "b"])
                }
            }
        }

        @Test("a session keeps no more prepared statements than its limit")
        func evicts() async throws {
            try await cluster().withPool { pool in
                try await pool.withConnection { connection in
                    for index in 0..<300 {
                        let row = try await connection.queryOne("SELECT \(index) AS v\(raw: String(index))")
                        #expect(try row?.decode(at: 0, as: Int.self) == index)
                    }
                    let count = try await connection.queryOne("SELECT count(*) FROM pg_prepared_statements")
                    #expect(try #require(try count?.decode("count", as: Int.self)) <= 256)
                }
            }
        }

        @Test(
            "pipelines of more different statements than a session keeps go on working",
            .timeLimit(.minutes(5))
        )
        func manyStatements() async throws {
            try await cluster().withPool { pool in
                try await pool.withConnection { connection in
                    for round in 0..<3 {
                        let statements: [SQL] = (0..<400).map {
                            "SELECT \(raw: String($0 + round * 150)) AS n"
                        }
                        let rows = try await connection.pipeline(statements)
                        let numbers = try rows.map { try $0[0].decode("n", as: Int32.self) }
                        #expect(numbers == (0..<400).map { Int32($0 + round * 150) })
                        // A failure in the middle leaves nothing behind that later ones stumble over.
                        await #expect(throws: PostgresError.self) {
                            try await connection.pipeline(
                                ["SELECT 1 / 0"] + (0..<300).map { "SELECT \(raw: String($0 + round)) AS f" }
                            )
                        }
                    }
                }
            }
        }

        @Test("a pipeline gives the rows of each statement, and all or nothing of its writes")
        func pipelines() async throws {
            try await cluster().withPool { pool in
                try await pool.withConnection { connection in
                    _ = try await connection.execute("CREATE TEMP TABLE p (id int8 PRIMARY KEY)")
                    let inserts = (0..<500).map { "INSERT INTO p VALUES (\($0)) RETURNING id" as SQL }
                    let rows = try await connection.pipeline(inserts + ["SELECT count(*) FROM p"])
                    #expect(
                        try rows.prefix(500).map { try $0[0].decode("id", as: Int.self) } == Array(0..<500)
                    )
                    #expect(try rows.last?.first?.decode("count", as: Int.self) == 500)
                    let error = await #expect(throws: PostgresError.self) {
                        try await connection.pipeline([
                            "INSERT INTO p VALUES (\(1_000))", "INSERT INTO p VALUES (\(1))", "SELECT 1",
                        ])
                    }
                    #expect(error?.code == .uniqueViolation)
                    let count = try await connection.queryOne("SELECT count(*) FROM p")
                    #expect(try count?.decode("count", as: Int.self) == 500)
                }
            }
        }

        @Test("sessions take the configured role and name")
        func role() async throws {
            try await cluster().withPool { pool in
                _ = try await pool.execute("CREATE ROLE \(identifier: "odd role")")
            }
            try await cluster().withPool({ configuration in
                configuration.role = "odd role"
                configuration.applicationName = "named"
                configuration.statementTimeoutMs = 4_321
            }) { pool in
                let row = try await pool.queryOne(
                    """
                    SELECT current_user AS u, current_setting('application_name') AS n,
                      current_setting('statement_timeout') AS t
                    """
                )
                #expect(try row?.decode("u") == "odd role")
                #expect(try row?.decode("n") == "named")
                #expect(try row?.decode("t") == "4321ms")
                let error = await #expect(throws: PostgresError.self) {
                    try await pool.query("SELECT * FROM pg_authid")
                }
                #expect(error?.code == .insufficientPrivilege)
            }
        }
    }
}

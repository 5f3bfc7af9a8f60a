import Testing

@testable import PostgresClient

@Suite struct CodingTests {
    private func roundTrip<T: PostgresEncodable & PostgresDecodable>(_ value: T) throws -> T {
        var buffer = PostgresBuffer()
        try value.encode(into: &buffer)
        return try T.decode(buffer.bytes.span, type: T.postgresType)
    }

    private func decode<T: PostgresDecodable>(_ bytes: [UInt8], _ type: PostgresType) throws -> T {
        try T.decode(bytes.span, type: type)
    }

    @Test("integers come back as they went", arguments: [Int64.min, -1, 0, 1, 0x0102_0304_0506_0708, .max])
    func integers(value: Int64) throws {
        #expect(try roundTrip(value) == value)
        #expect(try roundTrip(Int(value)) == Int(value))
        #expect(try roundTrip(Int32(truncatingIfNeeded: value)) == Int32(truncatingIfNeeded: value))
        #expect(try roundTrip(Int16(truncatingIfNeeded: value)) == Int16(truncatingIfNeeded: value))
    }

    @Test("other values come back as they went")
    func others() throws {
        #expect(try roundTrip(true))
        #expect(try roundTrip(-0.1) == -0.1)
        #expect(try roundTrip(Float.leastNonzeroMagnitude) == .leastNonzeroMagnitude)
        #expect(try roundTrip("Grüße, 世界 👋") == "Grüße, 世界 👋")
        #expect(try roundTrip([UInt8](0...255)) == [UInt8](0...255))
        #expect(try roundTrip(["", "a"]) == ["", "a"])
        #expect(try roundTrip([Int64]()) == [])
        #expect(try roundTrip([1, nil, 3] as [Int?]) == [1, nil, 3])
        #expect(try roundTrip([[1, 2], []] as [[UInt8]]) == [[1, 2], []])
        #expect(try roundTrip(PostgresJSON(text: "{}")).text == "{}")
        let uuid = PostgresUUID(bytes: [UInt8](0..<16))
        #expect(try roundTrip([uuid]) == [uuid])
    }

    @Test("integers are in network order")
    func networkOrder() throws {
        var buffer = PostgresBuffer()
        buffer.append(integer: Int32(-2))
        #expect(buffer.bytes == [0xFF, 0xFF, 0xFF, 0xFE])
    }

    @Test("timestamps count from the year 2000 on the wire")
    func timestamps() throws {
        var buffer = PostgresBuffer()
        try PostgresTimestamp(microsecondsSinceUnixEpoch: 946_684_800_000_001).encode(into: &buffer)
        #expect(buffer.bytes == [0, 0, 0, 0, 0, 0, 0, 1])
        let early = PostgresTimestamp(microsecondsSinceUnixEpoch: -1)
        #expect(try roundTrip(early) == early)
    }

    @Test("a wider type reads a narrower column")
    func widens() throws {
        #expect(try decode([0xFF, 0xFE], .int2) as Int == -2)
        #expect(try decode([0, 0, 0, 5], .int4) as Int64 == 5)
        #expect(try decode([0x3F, 0xC0, 0, 0], .float4) as Double == 1.5)
        #expect(!Int32.accepts(.int8))
        #expect(!Float.accepts(.float8))
        #expect(!String.accepts(.jsonb))
    }

    @Test("values that have no binary form are refused")
    func refusesValues() {
        var buffer = PostgresBuffer()
        #expect(throws: PostgresError.self) { try "\u{0}".encode(into: &buffer) }
        #expect(throws: PostgresError.self) { try PostgresUUID(bytes: [1]).encode(into: &buffer) }
        #expect(throws: PostgresError.self) {
            try PostgresTimestamp(microsecondsSinceUnixEpoch: .min).encode(into: &buffer)
        }
        #expect(throws: PostgresError.self) { try PostgresJSON(bytes: [0]).encode(into: &buffer) }
    }

    @Test("malformed bytes give an error of decoding")
    func refusesBytes() {
        func code(_ body: () throws -> Void) -> PostgresError.Code? {
            #expect(throws: PostgresError.self) { try body() }?.code
        }
        #expect(code { _ = try decode([1, 2, 3], .int4) as Int32 } == .decoding)
        #expect(code { _ = try decode([2], .bool) as Bool } == .decoding)
        #expect(code { _ = try decode([0xC3, 0x28], .text) as String } == .decoding)
        #expect(code { _ = try decode([2, 0x7B], .jsonb) as PostgresJSON } == .decoding)
        #expect(code { _ = try decode([], .uuid) as PostgresUUID } == .decoding)
        let infinity: [UInt8] = [0x7F] + [UInt8](repeating: 0xFF, count: 7)
        #expect(code { _ = try decode(infinity, .timestamptz) as PostgresTimestamp } == .decoding)
    }

    @Test("an array cut anywhere, or with any byte changed, never traps")
    func damagedArrays() throws {
        var buffer = PostgresBuffer()
        try ["one", nil, "three"].encode(into: &buffer)
        for end in 0..<buffer.bytes.count {
            let cut = Array(buffer.bytes.prefix(end))
            #expect(throws: PostgresError.self) { try decode(cut, .textArray) as [String?] }
        }
        for index in buffer.bytes.indices {
            for value in [UInt8(0), 1, 0x7F, 0x80, 0xFF] {
                var bytes = buffer.bytes
                bytes[index] = value
                let read: [String?]? = try? decode(bytes, .textArray)
                #expect((read?.count ?? 3) <= 3)
            }
        }
    }

    @Test("a null inside an array needs an optional element")
    func nullElement() throws {
        var buffer = PostgresBuffer()
        try ([1, nil] as [Int?]).encode(into: &buffer)
        let bytes = buffer.bytes
        let error = #expect(throws: PostgresError.self) { try decode(bytes, .int8Array) as [Int] }
        #expect(error?.code == .unexpectedNull)
    }
}

@Suite struct PostgresRowTests {
    private func row() throws -> PostgresRow {
        let columns = RowColumns(
            names: ["id", "name", "twice", "twice"],
            types: [.int8, .text, .int4, .int4]
        )
        var builder = RowBlockBuilder(columns: columns)
        builder.append([0, 0, 0, 0, 0, 0, 0, 9])
        builder.appendNull()
        builder.append([0, 0, 0, 1])
        builder.append([0, 0, 0, 2])
        builder.endRow()
        return try #require(builder.takeRows().first)
    }

    @Test("a column is read by name or by position")
    func reads() throws {
        let row = try row()
        #expect(try row.decode("id", as: Int64.self) == 9)
        #expect(try row.decode("name") == String?.none)
        #expect(try row.decode(at: 3, as: Int32.self) == 2)
        #expect(try row.isNull("name"))
    }

    @Test("each way to misread a column is its own error, with the column's name")
    func misreads() throws {
        let row = try row()
        func error(_ body: (PostgresRow) throws -> Void) -> PostgresError? {
            #expect(throws: PostgresError.self) { try body(row) }
        }
        #expect(error { _ = try $0.decode("nix", as: Int.self) }?.code == .unknownColumn)
        #expect(error { _ = try $0.decode(at: 4, as: Int.self) }?.code == .unknownColumn)
        #expect(error { _ = try $0.decode("twice", as: Int.self) }?.code == .ambiguousColumn)
        #expect(error { _ = try $0.decode("id", as: String.self) }?.code == .typeMismatch)
        #expect(error { _ = try $0.decode("name", as: String.self) }?.code == .unexpectedNull)
        #expect(error { _ = try $0.decode("name", as: String.self) }?.columnName == "name")
    }
}

@Suite struct CopyDecoderTests {
    private let columns = RowColumns(names: ["a", "b"], types: [.int2, .text])

    private func copy() throws -> [UInt8] {
        var buffer = PostgresBuffer()
        buffer.append(contentsOf: CopyDecoder.signature)
        buffer.append(integer: Int64(0))
        for index in 0..<3 {
            buffer.append(integer: Int16(2))
            try buffer.append(field: Int16(index))
            try buffer.append(field: index == 1 ? nil : "row \(index)")
        }
        buffer.append(integer: Int16(-1))
        return buffer.bytes
    }

    @Test("rows are the same however the bytes are cut", arguments: [1, 2, 3, 7, 1_000])
    func anyCut(size: Int) throws {
        let bytes = try copy()
        var decoder = CopyDecoder()
        var builder = RowBlockBuilder(columns: columns)
        for start in stride(from: 0, to: bytes.count, by: size) {
            try decoder.feed(Array(bytes[start..<min(start + size, bytes.count)]), into: &builder)
        }
        let rows = builder.takeRows()
        #expect(try rows.map { try $0.decode("a", as: Int16.self) } == [0, 1, 2])
        #expect(try rows.map { try $0.decode("b", as: String?.self) } == ["row 0", nil, "row 2"])
    }

    @Test("a wrong signature, field count or length, and bytes behind the end are refused")
    func malformed() throws {
        let bytes = try copy()
        for (index, value) in [(0, UInt8(1)), (20, 3), (21, 0xF0)] {
            var damaged = bytes
            damaged[index] = value
            var decoder = CopyDecoder()
            var builder = RowBlockBuilder(columns: columns)
            #expect(throws: PostgresError.self) { try decoder.feed(damaged, into: &builder) }
        }
        var decoder = CopyDecoder()
        var builder = RowBlockBuilder(columns: columns)
        #expect(throws: PostgresError.self) { try decoder.feed(bytes + [0], into: &builder) }
    }
}

@Suite struct PostgresErrorTests {
    @Test("the description shows no text, value or name that the server sent")
    func redacts() {
        var details = PostgresError.Details()
        details.message = "duplicate key value secret-1"
        details.detail = "Key (mail)=(secret-2) already exists."
        details.constraintName = "person_mail_key"
        let error = PostgresError(.uniqueViolation, details: details)
            .with(("INSERT INTO secret3 VALUES (\(1))" as SQL).named("people.insert"))
        #expect(
            error.description
                == "The value exists already (SQLSTATE 23505), "
                + "constraint person_mail_key, statement people.insert."
        )
        for secret in ["secret-1", "secret-2", "secret3"] {
            #expect(!error.description.contains(secret))
            #expect(error.debugDescription.contains(secret))
        }
    }

    @Test("losses and collisions are told from other failures")
    func classifies() {
        let losses = ["08006", "57P01", "57P02", "57P03"].map { PostgresError.Code(sqlState: $0) }
        for code in losses + [.connectionLost, .connectionFailed, .connectTimedOut] {
            #expect(PostgresError(code, "").isConnectionLoss)
        }
        #expect(!PostgresError(.uniqueViolation, "").isConnectionLoss)
        #expect(!PostgresError(.commitInDoubt, "").isRetryable)
        #expect(PostgresError(.serializationFailure, "").isRetryable)
        #expect(PostgresError(.deadlockDetected, "").isRetryable)
    }

    @Test(
        "the code of a refused login is found in libpq's message",
        arguments: [
            (
                "connection to server on socket \"/x/.s.PGSQL.5432\" failed: FATAL:  28P01: password wrong",
                "28P01"
            ),
            ("could not connect to server: Connection refused", nil),
            (
                "connection to server at \"h\" (10.0.0.1), port 5432 failed: FATAL:  3D000: none\nX:  1",
                "3D000"
            ),
        ] as [(String, String?)]
    )
    func findsState(message: String, state: String?) {
        #expect(PostgresConnection.sqlState(in: message) == state)
    }
}

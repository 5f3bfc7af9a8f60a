import PostgresClient

/// The numbers of the advisory locks that the stores take: "assay" in ASCII, then a purpose; one number, one purpose.
enum AdvisoryLock: Int64 {
    /// Held while chunks are changed.
    case chunkFeed = 0x6173_7361_7901
    /// Held by the one server that carries out imports.
    case importWorker = 0x6173_7361_7902
    /// Held by the sequencer that leads the audit log.
    case sequencer = 0x6173_7361_7903
    /// Held shared while a content is claimed, and alone while unnamed contents are removed.
    case contentCollection = 0x6173_7361_7907

    /// Whether the session holds the lock now; it does until `release`, or until the connection ends.
    func tryTake(on connection: PostgresConnection) async throws -> Bool {
        let row = try await connection.queryOne("SELECT pg_try_advisory_lock(\(rawValue)) AS is_taken")
        return try row?.decode("is_taken", as: Bool.self) ?? false
    }

    /// Whether the transaction holds the lock now; it does until it ends.
    func tryTakeForTransaction(on connection: PostgresConnection) async throws -> Bool {
        let row = try await connection.queryOne("SELECT pg_try_advisory_xact_lock(\(rawValue)) AS is_taken")
        return try row?.decode("is_taken", as: Bool.self) ?? false
    }

    func release(on connection: PostgresConnection) async {
        // In a task of its own: a cancelled one could not unlock, and the pool would keep the lock.
        _ = try? await Task { try await connection.query("SELECT pg_advisory_unlock(\(rawValue))") }.value
    }
}

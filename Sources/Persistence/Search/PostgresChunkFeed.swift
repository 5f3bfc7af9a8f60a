package import Identifiers
package import PostgresClient
package import Retrieval

/// The chunks and their changes as search indexes read them.
package struct PostgresChunkFeed: ChunkFeed {
    /// The channel that writers notify when they have committed changes.
    static let channel = "assay_chunk_feed"

    private let pool: PostgresPool
    private let listener: PostgresListener

    package init(pool: PostgresPool, listener: PostgresListener) {
        self.pool = pool
        self.listener = listener
    }

    package func load(
        modelDigest: Digest?,
        batchSize: Int,
        _ body: ([IndexChange]) async throws -> Void
    ) async throws -> Int64 {
        try await pool.withConnection { connection in
            // The position first: whatever is committed while the chunks are read comes again, which does no harm.
            let head = try await connection.queryOne("SELECT coalesce(max(seq), 0) AS seq FROM chunk_feed")
            let position = try head?.decode("seq", as: Int64.self) ?? 0
            try await connection.stream(
                """
                SELECT id, container_id, last_sent_at, terms,
                       CASE WHEN model_digest = \(modelDigest) THEN vector END AS vector
                FROM chunks ORDER BY container_id, id
                """,
                rowsPerBatch: batchSize
            ) { rows in
                try await body(try rows.map { .upsert(try IndexedChunk(row: $0)) })
            }
            return position
        }
    }

    package func changes(
        after position: Int64,
        modelDigest: Digest?,
        limit: Int
    ) async throws -> (changes: [IndexChange], position: Int64) {
        let rows = try await pool.query(
            """
            SELECT f.seq, f.chunk_id, c.id, c.container_id, c.last_sent_at, c.terms,
                   CASE WHEN c.model_digest = \(modelDigest) THEN c.vector END AS vector
            FROM (SELECT seq, chunk_id FROM chunk_feed WHERE seq > \(position) ORDER BY seq LIMIT \(Int64(limit))) f
            LEFT JOIN chunks c ON c.id = f.chunk_id
            ORDER BY f.seq
            """
        )
        var latest: [Int64: IndexChange] = [:]
        for row in rows {
            let id = try row.decode("chunk_id", as: Int64.self)
            let exists = try row.decode("id", as: Int64?.self) != nil
            latest[id] = exists ? .upsert(try IndexedChunk(row: row)) : .remove(chunkID: id)
        }
        return (Array(latest.values), try rows.last?.decode("seq", as: Int64.self) ?? position)
    }

    package func wakeUps() async throws -> AsyncStream<Void> {
        let events = listener.notifications(on: [Self.channel])
        return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let task = Task {
                for await _ in events { continuation.yield() }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}

extension IndexedChunk {
    fileprivate init(row: PostgresRow) throws {
        self.init(
            id: try row.decode("id", as: Int64.self),
            containerID: try row.decode("container_id", as: Int64.self),
            sentAt: try row.decode("last_sent_at"),
            terms: try TermVector(bytes: try row.decode("terms", as: [UInt8].self)),
            vector: try row.decode("vector", as: [UInt8]?.self).map(VectorBytes.decode)
        )
    }
}

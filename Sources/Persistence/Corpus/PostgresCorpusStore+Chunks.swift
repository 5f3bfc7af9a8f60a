package import Corpus
package import Identifiers
import PostgresClient

extension PostgresCorpusStore {
    /// Rows written by one statement while chunks are replaced.
    private static var chunksPerStatement: Int { 1_000 }

    package func containersNeedingChunks(ofSource id: SourceID) async throws -> [ChunkedContainer] {
        let rows = try await queries.rows(
            "SELECT id, name, kind FROM containers WHERE source_id = \(id) AND needs_chunking ORDER BY id"
        )
        return try rows.map { row in
            let kind = ExportedContainer.Kind(rawValue: try row.decode("kind")) ?? .privateChannel
            return ChunkedContainer(id: try row.decode("id"), name: try row.decode("name"), kind: kind)
        }
    }

    package func eachMessage(
        inContainer id: Int64,
        batchSize: Int,
        _ body: ([StoredMessage]) async throws -> Void
    ) async throws {
        try await pool.withConnection { connection in
            try await connection.stream(
                """
                SELECT id, container_id, native_id, thread_native_id, author_name, sent_at, text
                FROM messages WHERE container_id = \(id) ORDER BY sent_at, id
                """,
                rowsPerBatch: batchSize
            ) { rows in
                try await body(try rows.map(StoredMessage.init(row:)))
            }
        }
    }

    package func replaceChunks(
        inContainer id: Int64,
        with chunks: [PreparedChunk]
    ) async throws -> ChunkReplacement {
        try await transaction { connection in
            try await Self.lockFeed(connection)
            let rows = try await connection.query(
                "SELECT id, content_digest FROM chunks WHERE container_id = \(id)"
            )
            var stored: [Digest: Int64] = [:]
            for row in rows {
                stored[try row.decode("content_digest")] = try row.decode("id", as: Int64.self)
            }
            let fresh = chunks.filter { stored.removeValue(forKey: $0.contentDigest) == nil }
            try await Self.remove(Array(stored.values), connection)
            var start = 0
            while start < fresh.count {
                let end = min(start + Self.chunksPerStatement, fresh.count)
                try await Self.insert(Array(fresh[start..<end]), container: id, connection)
                start = end
            }
            _ = try await connection.execute("UPDATE containers SET needs_chunking = false WHERE id = \(id)")
            return ChunkReplacement(
                added: fresh.count,
                kept: chunks.count - fresh.count,
                removed: stored.count
            )
        }
    }

    package func chunksWithoutVector(
        modelDigest: Digest,
        after: Int64,
        limit: Int
    ) async throws -> [UnembeddedChunk] {
        let rows = try await queries.rows(
            """
            SELECT id, header || E'\\n' || text AS indexed_text FROM chunks
            WHERE id > \(after) AND model_digest IS DISTINCT FROM \(modelDigest)
            ORDER BY id LIMIT \(Int64(limit))
            """
        )
        return try rows.map {
            UnembeddedChunk(id: try $0.decode("id"), indexedText: try $0.decode("indexed_text"))
        }
    }

    package func countChunksWithoutVector(modelDigest: Digest) async throws -> Int {
        let rows = try await queries.rows(
            "SELECT count(*) AS chunks FROM chunks WHERE model_digest IS DISTINCT FROM \(modelDigest)"
        )
        return Int(try rows.first?.decode("chunks", as: Int64.self) ?? 0)
    }

    package func storeVectors(_ vectors: [(chunkID: Int64, vector: [Float])], modelDigest: Digest)
        async throws
    {
        guard !vectors.isEmpty else { return }
        let ids = vectors.map(\.chunkID)
        let bytes = vectors.map { VectorBytes.encode($0.vector) }
        try await transaction { connection in
            try await Self.lockFeed(connection)
            _ = try await connection.execute(
                """
                UPDATE chunks SET vector = v.vector, model_digest = \(modelDigest)
                FROM unnest(\(ids), \(bytes)) AS v (id, vector) WHERE chunks.id = v.id
                """
            )
            try await Self.announce(ids, isRemoval: false, connection)
        }
    }

    /// Chunk changes are committed one after another, so that a reader of the feed never overtakes one.
    private static func lockFeed(_ connection: PostgresConnection) async throws {
        _ = try await connection.query("SELECT pg_advisory_xact_lock(\(AdvisoryLock.chunkFeed.rawValue))")
    }

    private static func remove(_ ids: [Int64], _ connection: PostgresConnection) async throws {
        guard !ids.isEmpty else { return }
        _ = try await connection.execute("DELETE FROM chunks WHERE id = ANY(\(ids))")
        try await announce(ids, isRemoval: true, connection)
    }

    private static func insert(
        _ chunks: [PreparedChunk],
        container: Int64,
        _ connection: PostgresConnection
    ) async throws {
        let rows = try await connection.query(
            """
            INSERT INTO chunks (container_id, content_digest, header, text, first_sent_at, last_sent_at, terms)
            SELECT \(container), c.* FROM unnest(
                \(chunks.map(\.contentDigest)), \(chunks.map(\.chunk.header)), \(chunks.map(\.chunk.text)),
                \(chunks.map { $0.chunk.firstSentAt }),
                \(chunks.map { $0.chunk.lastSentAt }), \(chunks.map(\.terms))) AS c
            RETURNING id, content_digest
            """
        )
        var ids: [Digest: Int64] = [:]
        for row in rows { ids[try row.decode("content_digest")] = try row.decode("id", as: Int64.self) }
        try await insertSpans(of: chunks, ids: ids, connection)
        try await announce(Array(ids.values), isRemoval: false, connection)
    }

    private static func insertSpans(
        of chunks: [PreparedChunk],
        ids: [Digest: Int64],
        _ connection: PostgresConnection
    ) async throws {
        var columns: (chunk: [Int64], message: [Int64], from: [Int32], to: [Int32], ordinal: [Int32]) = (
            [], [], [], [], []
        )
        for chunk in chunks {
            guard let id = ids[chunk.contentDigest] else { continue }
            for (ordinal, span) in chunk.chunk.spans.enumerated() {
                columns.chunk.append(id)
                columns.message.append(span.messageID)
                columns.from.append(Int32(clamping: span.utf8Range.lowerBound))
                columns.to.append(Int32(clamping: span.utf8Range.upperBound))
                columns.ordinal.append(Int32(clamping: ordinal))
            }
        }
        _ = try await connection.execute(
            """
            INSERT INTO chunk_messages (chunk_id, message_id, utf8_from, utf8_to, ordinal)
            SELECT * FROM unnest(\(columns.chunk), \(columns.message), \(columns.from), \(columns.to), \(columns.ordinal))
            """
        )
    }

    private static func announce(
        _ ids: [Int64],
        isRemoval: Bool,
        _ connection: PostgresConnection
    ) async throws {
        _ = try await connection.execute(
            "INSERT INTO chunk_feed (chunk_id, is_removal) SELECT id, \(isRemoval) FROM unnest(\(ids)) AS c (id)"
        )
        _ = try await connection.execute("SELECT pg_notify(\(PostgresChunkFeed.channel), '')")
    }
}

extension StoredMessage {
    fileprivate init(row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            containerID: try row.decode("container_id"),
            nativeID: try row.decode("native_id"),
            threadNativeID: try row.decode("thread_native_id"),
            authorName: try row.decode("author_name"),
            sentAt: try row.decode("sent_at"),
            text: try row.decode("text")
        )
    }
}

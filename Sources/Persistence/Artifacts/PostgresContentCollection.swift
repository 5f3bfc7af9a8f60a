package import Catalog
package import Identifiers
package import PostgresClient

/// Claims on contents and the collection of those that nothing names, one against the other by an advisory lock.
///
/// A claim holds the lock shared while it is written; a collection holds it alone while it looks for claims and removes.
package struct PostgresContentCollection: ContentClaims, ContentCollection {
    private let pool: PostgresPool

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        self.pool = pool
    }

    package func claim(_ digest: Digest, at now: Instant) async throws -> ContentClaimID {
        let id = ContentClaimID.new(at: now)
        let sql: SQL = """
            WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(\(AdvisoryLock.contentCollection.rawValue)))
            INSERT INTO content_claims (id, digest, claimed_at) SELECT \(id), \(digest), \(now) FROM held
            """
        try await translating { try await pool.execute(sql.named("contents.claim")) }
        return id
    }

    package func release(_ claim: ContentClaimID) async throws {
        try await translating { try await pool.execute("DELETE FROM content_claims WHERE id = \(claim)") }
    }

    package func noteUnnamed(at now: Instant) async throws {
        try await translating {
            try await pool.transaction { connection in
                _ = try await connection.pipeline([
                    "DELETE FROM unnamed_contents u WHERE is_named_content(u.digest)",
                    """
                    INSERT INTO unnamed_contents (digest, since)
                    SELECT c.digest, \(now) FROM contents c
                    LEFT JOIN named_contents() AS named (digest) ON named.digest = c.digest
                    WHERE named.digest IS NULL ON CONFLICT DO NOTHING
                    """,
                ])
            }
        }
    }

    package func collect(
        unnamedBefore cutoff: Instant,
        limit: Int,
        remove: @Sendable (Digest) async throws -> Void
    ) async throws -> Int {
        try await translating {
            try await pool.transaction(attemptsMax: 1) { connection in
                try await Self.holdLock(on: connection)
                let rows = try await connection.query(
                    """
                    SELECT u.digest FROM unnamed_contents u WHERE u.since < \(cutoff) AND \(Self.isFree("u.digest"))
                    ORDER BY u.since, u.digest LIMIT \(limit)
                    """
                )
                return try await Self.forget(rows, on: connection, remove)
            }
        }
    }

    package func collect(_ digests: Set<Digest>, remove: @Sendable (Digest) async throws -> Void) async throws
        -> Int
    {
        guard !digests.isEmpty else { return 0 }
        return try await translating {
            try await pool.transaction(attemptsMax: 1) { connection in
                try await Self.holdLock(on: connection)
                let rows = try await connection.query(
                    """
                    SELECT c.digest FROM contents c WHERE c.digest = ANY(\(Array(digests)))
                        AND \(Self.isFree("c.digest")) ORDER BY c.digest
                    """
                )
                return try await Self.forget(rows, on: connection, remove)
            }
        }
    }

    package func collectUnrecorded(
        _ digests: Set<Digest>,
        remove: @Sendable (Digest) async throws -> Void
    ) async throws -> Int {
        guard !digests.isEmpty else { return 0 }
        return try await translating {
            try await pool.transaction(attemptsMax: 1) { connection in
                try await Self.holdLock(on: connection)
                let rows = try await connection.query(
                    """
                    SELECT given.digest FROM unnest(\(Array(digests))) AS given (digest)
                    WHERE NOT EXISTS (SELECT FROM contents c WHERE c.digest = given.digest)
                        AND NOT EXISTS (SELECT FROM content_claims k WHERE k.digest = given.digest)
                    """
                )
                for row in rows { try await remove(try row.decode("digest", as: Digest.self)) }
                return rows.count
            }
        }
    }

    package func dropUploads(expiredBefore now: Instant) async throws -> Int {
        try await translating {
            try await pool.execute("DELETE FROM artifact_uploads WHERE expires_at < \(now)")
        }
    }

    package func dropClaims(madeBefore cutoff: Instant) async throws -> Int {
        try await translating {
            try await pool.execute("DELETE FROM content_claims WHERE claimed_at < \(cutoff)")
        }
    }

    private static func isFree(_ column: StaticString) -> SQL {
        let column: SQL = "\(raw: column.description)"
        return """
            NOT is_named_content(\(column)) AND NOT EXISTS (SELECT FROM content_claims k WHERE k.digest = \(column))
            """
    }

    private static func holdLock(on connection: PostgresConnection) async throws {
        _ = try await connection.query(
            "SELECT pg_advisory_xact_lock(\(AdvisoryLock.contentCollection.rawValue))"
        )
    }

    /// The row goes first: where something names the content after all, the database refuses that, and the bytes stay.
    private static func forget(
        _ rows: [PostgresRow],
        on connection: PostgresConnection,
        _ remove: (Digest) async throws -> Void
    ) async throws -> Int {
        for row in rows {
            let digest = try row.decode("digest", as: Digest.self)
            _ = try await connection.execute("DELETE FROM contents WHERE digest = \(digest)")
            try await remove(digest)
        }
        return rows.count
    }

    @discardableResult
    private func translating<Value>(_ work: () async throws -> Value) async throws -> Value {
        do { return try await work() } catch let error as PostgresError {
            throw error.fault(about: "The content")
        }
    }
}

package import Access
package import Catalog
package import Identifiers
package import PostgresClient
package import Signing

/// Content keys in PostgreSQL, each sealed under the key-encryption key and bound to its own id.
package struct PostgresContentKeys: ContentKeys {
    private let pool: PostgresPool
    private let wrapping: KeyEncryptionKey
    private let clock: @Sendable () -> Instant

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool, wrapping: KeyEncryptionKey, clock: @escaping @Sendable () -> Instant) {
        self.pool = pool
        self.wrapping = wrapping
        self.clock = clock
    }

    package func key(of team: GroupID?) async throws -> (id: ContentKeyID, key: SecretBytes) {
        if let found = try await stored("team_id IS NOT DISTINCT FROM \(optional: team)") {
            return (found.id, try unseal(found))
        }
        let (id, now) = (ContentKeyID.new(at: clock()), clock())
        let sealed = try wrapping.seal(try SecretBytes.random(32), for: Self.context(id))
        // Of two servers that make the key at once, both use the one that came first.
        let sql: SQL = """
            INSERT INTO content_keys (id, team_id, sealed, created_at, sealed_at)
            VALUES (\(id), \(optional: team), \(sealed), \(now), \(now)) ON CONFLICT DO NOTHING
            """
        try await translating { try await pool.execute(sql.named("content_keys.insert")) }
        guard let made = try await stored("team_id IS NOT DISTINCT FROM \(optional: team)") else {
            throw ContentKeyUnavailable(keyID: id)
        }
        return (made.id, try unseal(made))
    }

    package func key(_ id: ContentKeyID) async throws -> SecretBytes? {
        try await stored("id = \(id)").map(unseal)
    }

    /// Seals every key again under the successor, in one transaction; contents stay as they are. Gives back how many.
    package func rewrap(under successor: KeyEncryptionKey) async throws -> Int {
        let now = clock()
        return try await translating {
            try await pool.transaction { connection in
                let rows = try await connection.query(
                    "SELECT id, sealed FROM content_keys ORDER BY id FOR UPDATE"
                )
                for row in rows {
                    let id = try row.decode("id", as: ContentKeyID.self)
                    let stored = try row.decode("sealed", as: [UInt8].self)
                    // An earlier attempt may have come this far.
                    if (try? successor.unseal(stored, for: Self.context(id))) != nil { continue }
                    let key = try unseal((id, stored))
                    let sealed = try successor.seal(key, for: Self.context(id))
                    _ = try await connection.execute(
                        "UPDATE content_keys SET sealed = \(sealed), sealed_at = \(now) WHERE id = \(id)"
                    )
                }
                return rows.count
            }
        }
    }

    private func stored(_ condition: SQL) async throws -> (id: ContentKeyID, sealed: [UInt8])? {
        try await translating {
            try await pool.queryOne("SELECT id, sealed FROM content_keys WHERE \(condition)").map { row in
                (try row.decode("id", as: ContentKeyID.self), try row.decode("sealed", as: [UInt8].self))
            }
        }
    }

    private func unseal(_ stored: (id: ContentKeyID, sealed: [UInt8])) throws -> SecretBytes {
        do {
            return try wrapping.unseal(stored.sealed, for: Self.context(stored.id))
        } catch is SigningError {
            throw ContentKeyUnavailable(keyID: stored.id)
        }
    }

    private static func context(_ id: ContentKeyID) -> SealingContext {
        SealingContext(tenant: "assay", keyID: id.description, purpose: "content", version: 1)
    }

    @discardableResult
    private func translating<Value>(_ work: () async throws -> Value) async throws -> Value {
        do { return try await work() } catch let error as PostgresError {
            throw error.fault(about: "The content key")
        }
    }
}

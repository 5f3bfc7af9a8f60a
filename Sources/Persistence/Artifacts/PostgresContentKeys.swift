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
        let sealed = try wrapping.seal(try SecretBytes.random(32), for: .contentKey(id))
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

    private func stored(_ condition: SQL) async throws -> (id: ContentKeyID, sealed: [UInt8])? {
        try await translating {
            try await pool.queryOne("SELECT id, sealed FROM content_keys WHERE \(condition)").map { row in
                (try row.decode("id", as: ContentKeyID.self), try row.decode("sealed", as: [UInt8].self))
            }
        }
    }

    private func unseal(_ stored: (id: ContentKeyID, sealed: [UInt8])) throws -> SecretBytes {
        do {
            return try wrapping.unseal(stored.sealed, for: .contentKey(stored.id))
        } catch is SigningError {
            throw ContentKeyUnavailable(keyID: stored.id)
        }
    }

    @discardableResult
    private func translating<Value>(_ work: () async throws -> Value) async throws -> Value {
        do { return try await work() } catch let error as PostgresError {
            throw error.fault(about: "The content key")
        }
    }
}

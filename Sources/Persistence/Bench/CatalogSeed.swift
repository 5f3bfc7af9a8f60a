package import PostgresClient

/// Fills a catalog for benchmarks with what nobody made through the API: no audit entry tells of it.
package struct CatalogSeed: Sendable {
    private let pool: PostgresPool

    /// The pool's sessions must be the owner's of the schema.
    package init(pool: PostgresPool) {
        self.pool = pool
    }

    /// Makes `models` models, each with two tags and two versions, the first of them with the tag `git`; needs a
    /// principal, who becomes accountable for them.
    package func fill(models: Int) async throws {
        try await pool.transaction { connection in
            for statement in Self.statements(models) { _ = try await connection.execute(statement) }
        }
        _ = try await pool.execute("ANALYZE")
    }

    /// An id such as the server makes: in order of creation, a millisecond apart.
    private static func id(_ number: SQL) -> SQL {
        """
        (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint + \(number)), 12, '0') || '7'
            || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid
        """
    }

    private static func statements(_ models: Int) -> [SQL] {
        [
            """
            CREATE TEMPORARY TABLE seeded ON COMMIT DROP AS
            SELECT number, \(id("number")) AS id, person.id AS person_id, team.id AS team_id
            FROM generate_series(1, \(models)) AS number,
                (SELECT id FROM principals ORDER BY id LIMIT 1) person,
                (SELECT id FROM groups ORDER BY id LIMIT 1) team
            """,
            """
            INSERT INTO models (id, name, owner_team_id, accountable_id, purpose, risk_class, description,
                version_count, created_at, created_by, updated_at)
            SELECT id, 'seeded-model-' || lpad(number::text, 6, '0'), team_id, person_id, 'Is searched.', 'limited',
                'model number ' || number, 2, now(), person_id, now() + number * interval '1 millisecond'
            FROM seeded
            """,
            """
            INSERT INTO model_tags (model_id, key, value)
            SELECT id, 'team', 'team' || (number % 50) FROM seeded
            UNION ALL SELECT id, 'risk', (ARRAY['low', 'medium', 'high'])[1 + number % 3] FROM seeded
            """,
            """
            INSERT INTO model_versions (id, model_id, number, description, source, storage_location, created_at,
                created_by, updated_at)
            SELECT \(id("number * 2 + version")), id, version, '', 's3://bench/' || number || '/' || version,
                's3://bench/' || number || '/' || version, now(), person_id,
                now() + number * interval '1 millisecond'
            FROM seeded, generate_series(1, 2) AS version
            """,
            """
            INSERT INTO version_tags (version_id, key, value)
            SELECT v.id, 'git', 'abc' FROM model_versions v JOIN seeded s ON s.id = v.model_id WHERE v.number = 1
            """,
        ]
    }
}

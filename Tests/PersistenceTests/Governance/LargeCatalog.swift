import Access
import Identifiers
import PostgresClient

/// A catalog of 90,000 models with two versions each, all linked to one of 2,000 dataset versions, the first ones by
/// their runs as well, every tenth model deployed. Written behind the stores, without checks of references, for these take the time.
struct LargeCatalog {
    static let modelCount = 90_000
    static let datasetCount = 2_000

    /// Some things in the middle.
    static let modelName = "bulk-045000"
    static let datasetName = "data-1000"

    static func fill(_ fixture: PersistenceFixture) async throws {
        let workspace = try await Workspace(fixture)
        let (team, person) = ("\(workspace.team.id)", "\(workspace.person.id)")
        try await fixture.superuser.transaction { connection in
            _ = try await connection.execute("SET LOCAL session_replication_role = replica")
            for statement in registry(team, person) + data(team, person) + histories(team, person) {
                _ = try await connection.execute(statement)
            }
        }
        _ = try await fixture.superuser.execute("ANALYZE")
    }

    private static func registry(_ team: String, _ person: String) -> [SQL] {
        [
            """
            INSERT INTO models (id, name, owner_team_id, accountable_id, purpose, risk_class, created_at, created_by,
                updated_at, version_count)
            SELECT md5('model ' || i)::uuid, 'bulk-' || lpad(i::text, 6, '0'), \(team)::uuid, \(person)::uuid,
                CASE WHEN i % 1000 = 0 THEN '' ELSE 'Is counted.' END, 'limited', now(), \(person)::uuid, now(), 2
            FROM generate_series(1, \(modelCount)::integer) i
            """,
            """
            INSERT INTO model_versions (id, model_id, number, lifecycle, source, run_id, created_at, created_by,
                updated_at)
            SELECT md5('version ' || i || ' ' || v)::uuid, md5('model ' || i)::uuid, v,
                CASE v WHEN 1 THEN 'production' ELSE 'candidate' END, 's3://b/' || i || '/' || v,
                md5('run ' || i || ' ' || v), now(), \(person)::uuid, now()
            FROM generate_series(1, \(modelCount)::integer) i, generate_series(1, 2) v
            """,
        ]
    }

    private static func data(_ team: String, _ person: String) -> [SQL] {
        [
            """
            INSERT INTO datasets (id, name, owner_team_id, version_count, created_at, created_by, updated_at)
            SELECT md5('dataset ' || i)::uuid, 'data-' || i, \(team)::uuid, 1, now(), \(person)::uuid, now()
            FROM generate_series(1, \(datasetCount)::integer) i
            """,
            """
            INSERT INTO dataset_versions (id, dataset_id, number, digest, digest_origin, created_at, created_by)
            SELECT md5('data ' || i)::uuid, md5('dataset ' || i)::uuid, 1, sha256(i::text::bytea), 'computed',
                now(), \(person)::uuid
            FROM generate_series(1, \(datasetCount)::integer) i
            """,
            """
            INSERT INTO lineage_edges (model_version_id, dataset_version_id, role, created_at)
            SELECT md5('version ' || i || ' ' || v)::uuid, md5('data ' || (1 + i % \(datasetCount)::integer))::uuid,
                'training', now()
            FROM generate_series(1, \(modelCount)::integer) i, generate_series(1, 2) v
            """,
            """
            INSERT INTO run_dataset_inputs (run_id, claim_id, dataset_version_id, logged_at)
            SELECT md5('run ' || i || ' 1')::uuid, md5('claim ' || i)::uuid,
                md5('data ' || (1 + i % \(datasetCount)::integer))::uuid, now()
            FROM generate_series(1, \(modelCount)::integer) i
            """,
            """
            INSERT INTO deployments (id, model_id, model_version_id, version_lifecycle, environment, cluster,
                deployed_at, deployed_by, recorded_at)
            SELECT md5('deployment ' || i)::uuid, md5('model ' || i)::uuid, md5('version ' || i || ' 1')::uuid,
                'production', 'production', 'main', now(), \(person)::uuid, now()
            FROM generate_series(10, \(modelCount)::integer, 10) i
            """,
        ]
    }

    private static func histories(_ team: String, _ person: String) -> [SQL] {
        [
            """
            INSERT INTO lifecycle_changes (version_id, effect_id, to_lifecycle, changed_at, changed_by)
            SELECT md5('version ' || i || ' 1')::uuid, gen_random_uuid(), 'draft', now(), \(person)::uuid
            FROM generate_series(1, \(modelCount)::integer) i
            """,
            """
            INSERT INTO alias_changes (model_id, effect_id, alias, to_version_id, changed_at, changed_by)
            SELECT md5('model ' || i)::uuid, gen_random_uuid(), 'champion', md5('version ' || i || ' 1')::uuid,
                now(), \(person)::uuid
            FROM generate_series(1, \(modelCount)::integer) i
            """,
            """
            INSERT INTO ownership_changes (model_id, effect_id, from_team_id, to_team_id, from_accountable_id,
                to_accountable_id, changed_at, changed_by)
            SELECT md5('model ' || i)::uuid, gen_random_uuid(), \(team)::uuid, \(team)::uuid, \(person)::uuid,
                \(person)::uuid, now(), \(person)::uuid
            FROM generate_series(1, \(modelCount)::integer) i
            """,
        ]
    }
}

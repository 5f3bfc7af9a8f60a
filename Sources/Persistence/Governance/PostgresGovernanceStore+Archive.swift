import Access
package import Catalog
package import Identifiers
import PostgresClient

extension PostgresGovernanceStore: ArchiveStore {
    /// How many requests' points one piece of a metric history holds; a request has at most 1,000 points.
    private static let historyRowsMax = 20
    private static let contentsPageMax = 1_000
    static let claimsMax = 100_000

    package func archivedModel(_ name: ResourceName) async throws -> ArchivedModel? {
        let found = try await queries.row("SELECT id FROM models WHERE name = \(name) AND deleted_at IS NULL")
        {
            try $0.decode("id", as: ModelID.self)
        }
        guard let id = found else { return nil }
        let versions = try await queries.rows(
            "SELECT id, number FROM model_versions WHERE model_id = \(id) ORDER BY number"
        )
        let runs = try await queries.rows(
            """
            SELECT DISTINCT r.id FROM model_versions v
            LEFT JOIN logged_models l ON l.id = uuid_of_hex(substr(v.logged_model_id, 3))
            JOIN runs r ON r.id IN (uuid_of_hex(v.run_id), l.source_run_id)
            WHERE v.model_id = \(id) ORDER BY r.id
            """
        )
        return ArchivedModel(
            id: id,
            name: name,
            versions: try versions.map { row in
                ArchivedModel.Version(id: try row.decode("id"), number: try row.decode("number"))
            },
            runIDs: try runs.map { try $0.decode("id", as: RunID.self) },
            originMembers: try await originMembers(of: name)
        )
    }

    package func archivedContents(of id: ModelID, after digest: Digest?) async throws -> [StoredContent] {
        let rows = try await queries.rows(
            """
            SELECT c.digest, c.size_bytes FROM contents c
            WHERE c.digest IN (SELECT f.digest FROM version_files f JOIN model_versions v ON v.id = f.version_id
                    WHERE v.model_id = \(id))
                AND (\(optional: digest) IS NULL OR c.digest > \(optional: digest))
            ORDER BY c.digest LIMIT \(Self.contentsPageMax)
            """
        )
        return try rows.map {
            StoredContent(digest: try $0.decode("digest"), sizeBytes: try $0.decode("size_bytes"))
        }
    }

    package func modelDocument(_ id: ModelID) async throws -> [UInt8] {
        try await document(
            """
            SELECT jsonb_build_object(
                'name', m.name, 'owner_team', g.name, 'accountable', p.display_name, 'purpose', m.purpose,
                'risk_class', m.risk_class, 'description', m.description, 'intended_use', m.intended_use,
                'restrictions', m.restrictions, 'created_at', m.created_at, 'updated_at', m.updated_at,
                'retired_at', m.retired_at, 'version_count', m.version_count,
                'tags', (SELECT coalesce(jsonb_object_agg(t.key, t.value), '{}') FROM model_tags t
                    WHERE t.model_id = m.id),
                'aliases', (SELECT coalesce(jsonb_object_agg(a.alias, v.number), '{}') FROM model_aliases a
                    JOIN model_versions v ON v.id = a.version_id WHERE a.model_id = m.id),
                'alias_history', \(Self.list("""
                    SELECT c.alias, f.number AS from_version, t.number AS to_version, c.reason, c.changed_at,
                        c.changed_by, c.effect_id AS audit_entry
                    FROM alias_changes c LEFT JOIN model_versions f ON f.id = c.from_version_id
                    LEFT JOIN model_versions t ON t.id = c.to_version_id WHERE c.model_id = m.id ORDER BY c.effect_id
                    """)),
                'ownership_history', \(Self.list("""
                    SELECT c.from_team_id, c.to_team_id, c.from_accountable_id, c.to_accountable_id, c.reason,
                        c.changed_at, c.changed_by, c.effect_id AS audit_entry
                    FROM ownership_changes c WHERE c.model_id = m.id ORDER BY c.effect_id
                    """)),
                'name_history', \(Self.list("""
                    SELECT c.from_name, c.to_name, c.reason, c.changed_at, c.changed_by, c.effect_id AS audit_entry
                    FROM name_changes c WHERE c.model_id = m.id ORDER BY c.effect_id
                    """)),
                'cards', \(Self.cards("c.version_id IS NULL")),
                'retirements', \(Self.list("""
                    SELECT v.number AS version, r.reason, r.effective_at, r.recorded_at, r.recorded_by
                    FROM retirements r LEFT JOIN model_versions v ON v.id = r.version_id
                    WHERE r.model_id = m.id ORDER BY r.recorded_at, v.number
                    """)),
                'legal_holds', \(Self.list("""
                    SELECT h.id, v.number AS version, h.reason, h.placed_at, h.placed_by, h.released_at,
                        h.released_by, h.release_reason
                    FROM legal_holds h LEFT JOIN model_versions v ON v.id = h.version_id
                    WHERE h.model_id = m.id ORDER BY h.id
                    """)))::text AS document
            FROM models m JOIN groups g ON g.id = m.owner_team_id JOIN principals p ON p.id = m.accountable_id
            WHERE m.id = \(id)
            """
        )
    }

    package func versionDocument(_ id: ModelVersionID) async throws -> [UInt8] {
        try await document(
            """
            SELECT jsonb_build_object(
                'number', v.number, 'state', v.state, 'lifecycle', v.lifecycle, 'description', v.description,
                'manifest_digest', encode(v.manifest_digest, 'hex'), 'source', v.source,
                'storage_location', v.storage_location, 'run_id', v.run_id, 'logged_model_id', v.logged_model_id,
                'run_link', v.run_link, 'created_at', v.created_at, 'created_by', v.created_by,
                'sealed_at', v.sealed_at, 'deleted_at', v.deleted_at,
                'tags', (SELECT coalesce(jsonb_object_agg(t.key, t.value), '{}') FROM version_tags t
                    WHERE t.version_id = v.id),
                'files', \(Self.list("""
                    SELECT f.path, encode(f.digest, 'hex') AS sha256, c.size_bytes::text AS size
                    FROM version_files f JOIN contents c ON c.digest = f.digest WHERE f.version_id = v.id
                    ORDER BY f.path COLLATE "C"
                    """)),
                'purged_files', \(Self.list("""
                    SELECT f.path, encode(f.digest, 'hex') AS sha256, f.size_bytes::text AS size
                    FROM purged_files f WHERE f.version_id = v.id ORDER BY f.path COLLATE "C"
                    """)),
                'lifecycle_history', \(Self.list("""
                    SELECT c.from_lifecycle, c.to_lifecycle, c.reason, c.changed_at, c.changed_by,
                        c.effect_id AS audit_entry
                    FROM lifecycle_changes c WHERE c.version_id = v.id ORDER BY c.effect_id
                    """)),
                'datasets', \(Self.list("""
                    SELECT d.name, dv.number AS version, encode(dv.digest, 'hex') AS sha256, dv.digest_origin, e.role,
                        to_jsonb(d) - 'search' - 'id' AS dataset, to_jsonb(dv) - 'digest' - 'id' AS dataset_version
                    FROM lineage_edges e JOIN dataset_versions dv ON dv.id = e.dataset_version_id
                    JOIN datasets d ON d.id = dv.dataset_id WHERE e.model_version_id = v.id
                    ORDER BY d.name, dv.number, e.role
                    """)),
                'lineage', \(Self.list("""
                    SELECT l.from_kind, l.from_id, l.to_kind, l.to_id, l.relation FROM lineage_links l
                    WHERE l.to_kind = 'model_version' AND l.to_id = v.id
                        OR l.from_kind = 'model_version' AND l.from_id = v.id
                    ORDER BY 1, 2, 3, 4, 5
                    """)),
                'deployments', \(Self.list("""
                    SELECT p.id, p.environment, p.endpoint_url, p.cluster, p.namespace, p.description, p.deployed_at,
                        p.deployed_by, p.status, p.ended_at, p.ended_by, p.end_reason
                    FROM deployments p WHERE p.model_version_id = v.id ORDER BY p.id
                    """)),
                'evaluations', \(Self.list("""
                    SELECT e.id, e.kind, am.name AS against_model, av.number AS against_version,
                        encode(e.data_digest, 'hex') AS data_sha256, e.data_count, e.metrics, e.thresholds, e.details,
                        e.passed, e.evaluated_at, e.evaluated_by, e.effect_id AS audit_entry
                    FROM version_evaluations e LEFT JOIN model_versions av ON av.id = e.against_version_id
                    LEFT JOIN models am ON am.id = av.model_id WHERE e.version_id = v.id ORDER BY e.id
                    """)),
                'cards', \(Self.cards("c.version_id = v.id")))::text AS document
            FROM model_versions v JOIN models m ON m.id = v.model_id WHERE v.id = \(id)
            """
        )
    }

    package func runDocument(_ id: RunID) async throws -> [UInt8] {
        try await document(
            """
            SELECT jsonb_build_object(
                'id', replace(r.id::text, '-', ''), 'name', r.name, 'experiment', e.name, 'status', r.status,
                'user_claim', r.user_claim, 'created_by', r.created_by, 'created_at', r.created_at,
                'started_at_ms', r.started_at_ms::text, 'ended_at_ms', r.ended_at_ms::text, 'deleted_at', r.deleted_at,
                'params', (SELECT coalesce(jsonb_object_agg(p.key, p.value), '{}') FROM run_params p
                    WHERE p.run_id = r.id),
                'tags', (SELECT coalesce(jsonb_object_agg(t.key, t.value), '{}') FROM run_tags t WHERE t.run_id = r.id),
                'metrics', \(Self.list("""
                    SELECT x.key, x.value::text AS value, x.timestamp_ms::text AS timestamp_ms, x.step::text AS step
                    FROM run_metrics x WHERE x.run_id = r.id ORDER BY x.key
                    """)),
                'dataset_inputs', \(Self.list("""
                    SELECT c.name, c.digest, c.source_type, c.source, c.schema, c.profile
                    FROM run_dataset_inputs i JOIN dataset_claims c ON c.id = i.claim_id
                    WHERE i.run_id = r.id ORDER BY c.name, c.digest
                    """)),
                'model_inputs', \(Self.list("""
                    SELECT 'm-' || replace(i.model_id::text, '-', '') AS model_id FROM run_model_inputs i
                    WHERE i.run_id = r.id ORDER BY 1
                    """)),
                'model_outputs', \(Self.list("""
                    SELECT 'm-' || replace(o.model_id::text, '-', '') AS model_id, o.step::text AS step
                    FROM run_model_outputs o WHERE o.run_id = r.id ORDER BY 1
                    """)))::text AS document
            FROM runs r JOIN experiments e ON e.id = r.experiment_id WHERE r.id = \(id)
            """
        )
    }

    package func metricDocument(_ id: RunID, piece: Int) async throws -> [UInt8]? {
        let row = try await queries.row(
            """
            SELECT jsonb_agg(to_jsonb(h))::text AS document FROM (
                SELECT key, effect_id AS audit_entry, timestamps_ms::text[] AS timestamps_ms, steps::text[] AS steps,
                    values::text[] AS values
                FROM metric_history WHERE run_id = \(id) ORDER BY key, effect_id
                OFFSET \(piece * Self.historyRowsMax) LIMIT \(Self.historyRowsMax)
            ) h
            """
        ) { try $0.decode("document", as: String?.self) }
        return (row ?? nil).map { Array($0.utf8) }
    }

    private func document(_ query: SQL) async throws -> [UInt8] {
        let text = try await queries.row(query) { try $0.decode("document", as: String.self) }
        guard let text else {
            throw StoreFault.notFound(what: "Something of the model, which was there a moment ago,")
        }
        return Array(text.utf8)
    }

    /// The rows of a query as a JSON list.
    private static func list(_ query: SQL) -> SQL {
        "(SELECT coalesce(jsonb_agg(to_jsonb(rows)), '[]') FROM (\(query)) rows)"
    }

    private static func cards(_ condition: SQL) -> SQL {
        list(
            """
            SELECT c.revision::text AS revision, c.document::jsonb AS document, encode(c.digest, 'hex') AS sha256,
                c.written_at, c.written_by
            FROM model_cards c WHERE c.model_id = m.id AND \(condition) ORDER BY c.revision
            """
        )
    }
}

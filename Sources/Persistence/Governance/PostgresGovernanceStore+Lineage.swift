package import Catalog
package import Identifiers
import PostgresClient

extension PostgresGovernanceStore: LineageStore {
    /// The recursion meets a node once for every distance that it lies at; this bounds what it looks at.
    private static let visitsPerNodeMax = 8
    private static let linksMax = 40_000

    package func lineage(
        from start: LineageStart,
        _ direction: LineageGraph.Direction,
        depthMax: Int,
        nodesMax: Int,
        at now: Instant
    ) async throws -> LineageGraph? {
        guard let origin = try await key(of: start) else { return nil }
        let (keys, isTruncated) = try await reach(origin, direction, depthMax: depthMax, nodesMax: nodesMax)
        let nodes = try await nodes(keys, at: now)
        let (links, hasMoreLinks) = try await links(among: keys)
        return LineageGraph(
            start: origin,
            direction: direction,
            nodes: nodes,
            links: links,
            isTruncated: isTruncated || hasMoreLinks
        )
    }

    private typealias Reached = (key: LineageNode.Key, depth: Int)

    /// One depth further is looked at, to see whether something lies there.
    private func reach(
        _ origin: LineageNode.Key,
        _ direction: LineageGraph.Direction,
        depthMax: Int,
        nodesMax: Int
    ) async throws -> ([Reached], isTruncated: Bool) {
        let rows = try await queries.rows(
            Self.reachStatement(origin, direction, depthMax: depthMax, nodesMax: nodesMax)
        )
        let reached = try rows.map { row in
            Reached(try Self.key(row, "kind", "id"), try row.decode("depth", as: Int.self))
        }
        let visits = try rows.first?.decode("visit_count", as: Int.self) ?? 0
        let kept = reached.prefix(nodesMax).filter { $0.depth <= depthMax }
        return (Array(kept), visits >= Self.visitsMax(nodesMax) || kept.count < reached.count)
    }

    private static func visitsMax(_ nodesMax: Int) -> Int { nodesMax * visitsPerNodeMax + 1 }

    /// `OFFSET 0` keeps the planner from turning the look-up of a node's steps into a join with all steps there are.
    static func reachStatement(
        _ origin: LineageNode.Key,
        _ direction: LineageGraph.Direction,
        depthMax: Int,
        nodesMax: Int
    ) -> SQL {
        let (near, far): (SQL, SQL) = direction == .downstream ? ("from", "to") : ("to", "from")
        return """
            WITH RECURSIVE reach (kind, id, depth) AS (
                SELECT \(origin.kind.rawValue)::text, \(origin.id)::uuid, 0
                UNION
                SELECT l.kind, l.id, r.depth + 1 FROM reach r
                CROSS JOIN LATERAL (
                    SELECT l.\(far)_kind AS kind, l.\(far)_id AS id FROM lineage_links l
                    WHERE l.\(near)_kind = r.kind AND l.\(near)_id = r.id OFFSET 0
                ) l
                WHERE r.depth <= \(depthMax)
            ), visits AS (
                SELECT kind, id, depth FROM reach LIMIT \(visitsMax(nodesMax))
            )
            SELECT kind, id, min(depth) AS depth, (SELECT count(*) FROM visits) AS visit_count
            FROM visits WHERE id IS NOT NULL GROUP BY kind, id ORDER BY depth, kind, id LIMIT \(nodesMax + 1)
            """
    }

    private func links(among reached: [Reached]) async throws -> ([LineageLink], hasMore: Bool) {
        let rows = try await queries.rows(Self.linksStatement(reached.map(\.key)))
        let links = try rows.prefix(Self.linksMax).map { row in
            LineageLink(
                from: try Self.key(row, "from_kind", "from_id"),
                to: try Self.key(row, "to_kind", "to_id"),
                relation: try row.decode("relation")
            )
        }
        return (links, rows.count > Self.linksMax)
    }

    static func linksStatement(_ reached: [LineageNode.Key]) -> SQL {
        let kinds = reached.map(\.kind.rawValue)
        let ids = reached.map(\.id)
        return """
            WITH node AS MATERIALIZED (SELECT * FROM unnest(\(kinds)::text[], \(ids)::uuid[]) AS n (kind, id))
            SELECT DISTINCT l.from_kind, l.from_id, l.to_kind, l.to_id, l.relation
            FROM node a
            CROSS JOIN LATERAL (
                SELECT * FROM lineage_links l WHERE l.from_kind = a.kind AND l.from_id = a.id OFFSET 0
            ) l
            WHERE (l.to_kind, l.to_id) IN (SELECT kind, id FROM node)
            ORDER BY 1, 2, 3, 4, 5 LIMIT \(linksMax + 1)
            """
    }

    private static func key(_ row: PostgresRow, _ kind: String, _ id: String) throws -> LineageNode.Key {
        let word = try row.decode(kind, as: String.self)
        guard let known = LineageNode.Kind(rawValue: word) else {
            throw PostgresError(.decoding, "Lineage has no kind \(word).")
        }
        return LineageNode.Key(known, try row.decode(id, as: LineageNode.ID.self))
    }

    private func nodes(_ reached: [Reached], at now: Instant) async throws -> [LineageNode] {
        let depths = Dictionary(reached.map { ($0.key, $0.depth) }) { first, _ in first }
        var nodes: [LineageNode] = []
        for kind in LineageNode.Kind.allCases {
            let ids = reached.filter { $0.key.kind == kind }.map(\.key.id)
            guard !ids.isEmpty else { continue }
            nodes += try await queries.rows(Self.description(of: kind, ids, at: now)).map { row in
                let key = LineageNode.Key(kind, try row.decode("id", as: LineageNode.ID.self))
                return LineageNode(
                    key: key,
                    label: try row.decode("label"),
                    reference: try row.decode("reference"),
                    teamID: try row.decode("team_id"),
                    depth: depths[key] ?? 0,
                    isDeleted: try row.decode("is_deleted"),
                    detail: try row.decode("detail")
                )
            }
        }
        return nodes.sorted {
            ($0.depth, $0.key.kind.rawValue, $0.label) < ($1.depth, $1.key.kind.rawValue, $1.label)
        }
    }

    /// id, label, reference, team_id, is_deleted and detail of each of the things.
    private static func description(of kind: LineageNode.Kind, _ ids: [LineageNode.ID], at now: Instant)
        -> SQL
    {
        switch kind {
        case .datasetVersion:
            """
            SELECT v.id, d.name || '/' || v.number AS label, 'dataset:' || d.name || '/' || v.number AS reference,
                d.owner_team_id AS team_id, false AS is_deleted,
                v.digest_origin || ' sha256:' || encode(v.digest, 'hex') || CASE
                    WHEN p.version_id IS NOT NULL THEN ', files deleted'
                    WHEN retention_due(v.created_at, d.retention_days, d.retention_until) <= \(now) THEN ', expired'
                    ELSE '' END AS detail
            FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
            LEFT JOIN dataset_purges p ON p.version_id = v.id WHERE v.id = ANY (\(ids))
            """
        case .modelVersion:
            """
            SELECT v.id, m.name || '/' || v.number AS label, 'model:' || m.name || '/' || v.number AS reference,
                m.owner_team_id AS team_id, v.deleted_at IS NOT NULL OR m.deleted_at IS NOT NULL AS is_deleted,
                v.lifecycle AS detail
            FROM model_versions v JOIN models m ON m.id = v.model_id WHERE v.id = ANY (\(ids))
            """
        case .run:
            """
            SELECT r.id, r.name AS label, 'run:' || replace(r.id::text, '-', '') AS reference,
                r.owner_team_id AS team_id, r.deleted_at IS NOT NULL AS is_deleted, r.status AS detail
            FROM runs r WHERE r.id = ANY (\(ids))
            """
        case .loggedModel:
            """
            SELECT l.id, l.name AS label, 'logged_model:m-' || replace(l.id::text, '-', '') AS reference,
                l.owner_team_id AS team_id, l.deleted_at IS NOT NULL AS is_deleted, l.status AS detail
            FROM logged_models l WHERE l.id = ANY (\(ids))
            """
        case .featureSet:
            """
            SELECT c.id, f.name || '/' || c.number AS label, 'features:' || f.name || '/' || c.number AS reference,
                f.owner_team_id AS team_id, false AS is_deleted, 'sha256:' || encode(c.digest, 'hex') AS detail
            FROM feature_contracts c JOIN feature_sets f ON f.id = c.feature_set_id WHERE c.id = ANY (\(ids))
            """
        case .deployment:
            """
            SELECT d.id, d.environment || ': ' || coalesce(d.endpoint_url, d.cluster || coalesce('/' || d.namespace, ''))
                    AS label,
                'deployment:' || d.id AS reference, m.owner_team_id AS team_id, false AS is_deleted,
                d.status || CASE WHEN d.ended_at IS NULL THEN ' since ' ELSE ' at ' END
                    || to_char(coalesce(d.ended_at, d.deployed_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                    AS detail
            FROM deployments d JOIN models m ON m.id = d.model_id WHERE d.id = ANY (\(ids))
            """
        }
    }

    private func key(of start: LineageStart) async throws -> LineageNode.Key? {
        try await queries.row(Self.find(start)) { row in
            LineageNode.Key(start.kind, try row.decode("id", as: LineageNode.ID.self))
        }
    }

    private static func find(_ start: LineageStart) -> SQL {
        switch start {
        case .datasetVersion(let name, let number):
            """
            SELECT v.id FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
            WHERE d.name = \(name) AND v.number = \(number)
            """
        case .modelVersion(let name, let number):
            // A deleted model's name may be in use again: the living one goes first.
            """
            SELECT v.id FROM model_versions v JOIN models m ON m.id = v.model_id
            WHERE m.name = \(name) AND v.number = \(number)
            ORDER BY m.deleted_at DESC NULLS FIRST LIMIT 1
            """
        case .run(let id): "SELECT id FROM runs WHERE id = \(id)"
        case .loggedModel(let id): "SELECT id FROM logged_models WHERE id = \(id)"
        case .deployment(let id): "SELECT id FROM deployments WHERE id = \(id)"
        case .featureSet(let name, let number):
            """
            SELECT c.id FROM feature_contracts c JOIN feature_sets f ON f.id = c.feature_set_id
            WHERE f.name = \(name) AND c.number = \(number)
            """
        }
    }
}

package import Access
package import Catalog
package import Identifiers
import PostgresClient

extension PostgresGovernanceStore: InventoryStore {
    package func inventory(
        matching search: InventorySearch,
        page: PageRequest,
        at now: Instant
    ) async throws -> Page<InventoryEntry> {
        let rows = try await queries.rows(try Self.inventoryStatement(search, page, at: now))
        return try Page(rows, size: page.size, key: \.name.text, InventoryEntry.init)
    }

    /// The models of the page first, and what else is told of them then; only a gap that takes all of that to see is
    /// looked for in all of it.
    static func inventoryStatement(
        _ search: InventorySearch,
        _ page: PageRequest,
        at now: Instant
    ) throws -> SQL {
        let early = search.gap.map(earlyCondition) ?? "true"
        let limit: SQL = early == nil ? "" : "LIMIT \(page.rowLimit)"
        let chosen: SQL = """
            SELECT m.* FROM models m JOIN groups g ON g.id = m.owner_team_id
            WHERE \(try search.models.condition()) AND \(search.narrowing) AND \(early ?? "true")
                AND (\(optional: page.after) IS NULL OR m.name > \(optional: page.after))
            ORDER BY m.name \(limit)
            """
        return """
            SELECT * FROM (\(entries(of: chosen, at: now))) entry
            WHERE \(optional: search.gap?.rawValue) IS NULL OR \(optional: search.gap?.rawValue) = ANY (gaps)
            ORDER BY name LIMIT \(page.rowLimit)
            """
    }

    /// The gap as a condition on the model alone; nil when it takes more to see it.
    private static func earlyCondition(_ gap: InventoryEntry.Gap) -> SQL? {
        switch gap {
        case .ownerUnassigned: "m.owner_team_id = \(unassigned)"
        case .riskUnclassified: "m.risk_class = 'unclassified'"
        case .purposeMissing: "m.purpose = ''"
        case .cardMissing: "NOT EXISTS (SELECT FROM model_cards c WHERE c.subject_id = m.id)"
        case .cardIncomplete, .dataUnknown, .dataClaimed, .dataExpired, .contractOutdated: nil
        }
    }

    /// The team of what has no owner.
    private static let unassigned: SQL = "'00000000-0000-7000-8000-000000000001'::uuid"

    /// Whatever names a version here means a living one.
    private static func entries(of models: SQL, at now: Instant) -> SQL {
        """
        SELECT m.name, g.name AS owner_team_name, p.display_name AS accountable_name, m.purpose, m.risk_class,
            m.version_count, newest.number AS newest_version, newest.lifecycle AS newest_lifecycle,
            production.number AS production_version, m.retired_at,
            EXISTS (SELECT FROM legal_holds h WHERE h.model_id = m.id AND h.released_at IS NULL) AS is_held,
            card.revision AS card_revision, coalesce(data.names, '{}') AS datasets,
            coalesce(runs_in.names, '{}') AS deployments, m.updated_at,
            array_remove(ARRAY[
                CASE WHEN m.owner_team_id = \(unassigned) THEN 'owner_unassigned' END,
                CASE WHEN m.risk_class = 'unclassified' THEN 'risk_unclassified' END,
                CASE WHEN m.purpose = '' THEN 'purpose_missing' END,
                CASE WHEN card.revision IS NULL THEN 'card_missing' END,
                CASE WHEN NOT card.filled_fields @> \(required) THEN 'card_incomplete' END,
                CASE WHEN newest.number IS NOT NULL AND data.names IS NULL THEN 'data_unknown' END,
                CASE WHEN data.is_claimed THEN 'data_claimed' END,
                CASE WHEN data.is_expired THEN 'data_expired' END,
                CASE WHEN contract.is_outdated THEN 'contract_outdated' END
            ], NULL) AS gaps
        FROM (\(models)) m JOIN groups g ON g.id = m.owner_team_id
        JOIN principals p ON p.id = m.accountable_id
        LEFT JOIN LATERAL (
            SELECT v.number, v.lifecycle FROM model_versions v WHERE v.model_id = m.id AND v.deleted_at IS NULL
            ORDER BY v.number DESC LIMIT 1
        ) newest ON true
        LEFT JOIN LATERAL (
            SELECT v.number FROM model_versions v
            WHERE v.model_id = m.id AND v.deleted_at IS NULL AND v.lifecycle = 'production'
            ORDER BY v.number DESC LIMIT 1
        ) production ON true
        LEFT JOIN LATERAL (
            SELECT c.revision, c.filled_fields FROM model_cards c WHERE c.subject_id = m.id
            ORDER BY c.revision DESC LIMIT 1
        ) card ON true
        LEFT JOIN LATERAL (
            SELECT (array_agg(DISTINCT d.name || '/' || dv.number))[1:\(InventoryEntry.listMax)] AS names,
                bool_or(dv.digest_origin = 'claimed') AS is_claimed,
                bool_or(gone.version_id IS NOT NULL
                    OR retention_due(dv.created_at, d.retention_days, d.retention_until) <= \(now)) AS is_expired
            FROM model_versions v
            CROSS JOIN LATERAL (
                SELECT e.dataset_version_id FROM lineage_edges e WHERE e.model_version_id = v.id
                UNION
                SELECT i.dataset_version_id FROM run_dataset_inputs i
                WHERE i.run_id = uuid_of_hex(v.run_id) AND i.dataset_version_id IS NOT NULL
            ) used
            JOIN dataset_versions dv ON dv.id = used.dataset_version_id JOIN datasets d ON d.id = dv.dataset_id
            LEFT JOIN dataset_purges gone ON gone.version_id = dv.id
            WHERE v.model_id = m.id AND v.deleted_at IS NULL AND v.lifecycle <> 'retired'
        ) data ON true
        LEFT JOIN LATERAL (
            SELECT (array_agg(DISTINCT v.number || ' in ' || x.environment))[1:\(InventoryEntry.listMax)] AS names
            FROM deployments x JOIN model_versions v ON v.id = x.model_version_id
            WHERE x.model_id = m.id AND x.status = 'active'
        ) runs_in ON true
        LEFT JOIN LATERAL (
            SELECT bool_or(c.digest <> latest.digest) AS is_outdated
            FROM model_versions v
            JOIN version_contracts vc ON vc.model_version_id = v.id AND vc.ended_at IS NULL
            JOIN feature_contracts c ON c.id = vc.contract_id
            CROSS JOIN LATERAL (
                SELECT n.digest FROM feature_contracts n WHERE n.feature_set_id = c.feature_set_id
                ORDER BY n.number DESC LIMIT 1
            ) latest
            WHERE v.model_id = m.id AND v.deleted_at IS NULL AND v.lifecycle <> 'retired'
        ) contract ON true
        """
    }

    /// The fields that a card must have for the model's risk.
    private static let required: SQL = {
        let cases = RiskClass.allCases.map { risk -> SQL in
            let fields = CardSchema.fields.filter { $0.requirement.applies(to: risk) }.map(\.path)
            return "WHEN \(risk.rawValue) THEN \(fields)"
        }
        return "(CASE m.risk_class \(cases.joined(separator: " ")) ELSE '{}'::text[] END)"
    }()
}

extension InventorySearch {
    fileprivate var narrowing: SQL {
        var conditions: [SQL] = ["true"]
        if let lifecycle {
            conditions.append(
                """
                EXISTS (SELECT FROM model_versions v
                    WHERE v.model_id = m.id AND v.deleted_at IS NULL AND v.lifecycle = \(lifecycle))
                """
            )
        }
        if let dataset {
            conditions.append(
                """
                EXISTS (SELECT FROM datasets d JOIN dataset_versions dv ON dv.dataset_id = d.id
                    JOIN lineage_edges e ON e.dataset_version_id = dv.id
                    JOIN model_versions v ON v.id = e.model_version_id
                    WHERE d.name = \(dataset) AND v.model_id = m.id AND v.deleted_at IS NULL)
                """
            )
        }
        if let environment {
            conditions.append(
                """
                EXISTS (SELECT FROM deployments x
                    WHERE x.model_id = m.id AND x.status = 'active' AND x.environment = \(environment))
                """
            )
        }
        return conditions.joined(separator: " AND ")
    }
}

extension InventoryEntry {
    fileprivate init(_ row: PostgresRow) throws {
        let gaps = try row.decode("gaps", as: [String].self)
        self.init(
            name: try row.decode("name"),
            ownerTeamName: try row.decode("owner_team_name"),
            accountableName: try row.decode("accountable_name"),
            purpose: try row.decode("purpose"),
            riskClass: try row.decode("risk_class"),
            versionCount: try row.decode("version_count"),
            newestVersion: try row.decode("newest_version"),
            newestLifecycle: try row.decode("newest_lifecycle"),
            productionVersion: try row.decode("production_version"),
            retiredAt: try row.decode("retired_at"),
            isHeld: try row.decode("is_held"),
            cardRevision: try row.decode("card_revision"),
            datasets: try row.decode("datasets"),
            deployments: try row.decode("deployments"),
            gaps: gaps.compactMap(Gap.init),
            updatedAt: try row.decode("updated_at")
        )
    }
}

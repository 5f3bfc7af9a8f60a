import Catalog
import HTTPAPI
import Persistence
import Workflows

extension ServiceParts {
    /// How long files are kept in these tests.
    static let retentionRules = RetentionRules(years: [.minimal: 0, .limited: 3, .high: 10])

    func governance(_ catalog: PostgresCatalogStore) -> GovernanceServices {
        let store = PostgresGovernanceStore(pool: pool)
        return GovernanceServices(
            cards: WriteCard(cards: store, catalog: catalog, gate: gate),
            lineage: FollowLineage(lineage: store, gate: gate),
            retire: RetireModel(retention: store, catalog: catalog, gate: gate),
            purge: PurgeContents(
                retention: store,
                rules: Self.retentionRules ?? .keepingEverything,
                gate: gate
            ),
            inventory: ReadInventory(inventory: store, gate: gate),
            export: ExportModel(
                store: store,
                catalog: catalog,
                contents: contents,
                evidence: GatherEvidence(log: PostgresAuditBrowser(pool: pool), policy: policy),
                gate: gate
            ),
            importModel: ImportModel(
                store: store,
                catalog: catalog,
                contents: contents,
                claims: PostgresContentCollection(pool: pool),
                owners: FindOwners(principals: principals),
                gate: gate
            )
        )
    }
}

import HTTPAPI
import Persistence
import Workflows

extension UseCases {
    /// Cards, lineage and retirement.
    static func governance(_ stores: Stores) -> GovernanceServices {
        let (store, catalog, gate) = (stores.governance, stores.catalog, stores.gate)
        return GovernanceServices(
            cards: WriteCard(cards: store, catalog: catalog, gate: gate),
            lineage: FollowLineage(lineage: store, gate: gate),
            retire: RetireModel(retention: store, catalog: catalog, gate: gate),
            purge: PurgeContents(retention: store, rules: stores.retentionRules, gate: gate)
        )
    }
}

import HTTPAPI
import Persistence
import TransparencyLog
import Workflows

extension UseCases {
    /// Cards, lineage, retirement, export and import.
    static func governance(_ stores: Stores, _ logKey: NoteSigner) -> GovernanceServices {
        let (store, catalog, gate) = (stores.governance, stores.catalog, stores.gate)
        let policy = CheckpointPolicy(origin: LogKey.origin, logKeys: [logKey.key])
        return GovernanceServices(
            cards: WriteCard(cards: store, catalog: catalog, gate: gate),
            lineage: FollowLineage(lineage: store, gate: gate),
            retire: RetireModel(retention: store, catalog: catalog, gate: gate),
            purge: PurgeContents(retention: store, rules: stores.retentionRules, gate: gate),
            inventory: ReadInventory(inventory: store, gate: gate),
            export: ExportModel(
                store: store,
                catalog: stores.catalog,
                contents: stores.contents,
                evidence: GatherEvidence(log: stores.auditLog, policy: policy),
                gate: gate
            ),
            importModel: ImportModel(
                store: store,
                catalog: catalog,
                contents: stores.contents,
                claims: stores.collection,
                owners: FindOwners(principals: stores.principals),
                gate: gate
            )
        )
    }
}

package import Workflows

/// The use cases of governance: cards, lineage, retirement, inventory, archives.
package struct GovernanceServices: Sendable {
    package var cards: WriteCard
    package var lineage: FollowLineage
    package var retire: RetireModel
    package var purge: PurgeContents
    package var inventory: ReadInventory
    package var export: ExportModel
    package var importModel: ImportModel

    package init(
        cards: WriteCard,
        lineage: FollowLineage,
        retire: RetireModel,
        purge: PurgeContents,
        inventory: ReadInventory,
        export: ExportModel,
        importModel: ImportModel
    ) {
        self.cards = cards
        self.lineage = lineage
        self.retire = retire
        self.purge = purge
        self.inventory = inventory
        self.export = export
        self.importModel = importModel
    }
}

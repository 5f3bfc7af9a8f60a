package import Workflows

/// The use cases of governance: cards, lineage, retirement.
package struct GovernanceServices: Sendable {
    package var cards: WriteCard
    package var lineage: FollowLineage
    package var retire: RetireModel
    package var purge: PurgeContents

    package init(cards: WriteCard, lineage: FollowLineage, retire: RetireModel, purge: PurgeContents) {
        self.cards = cards
        self.lineage = lineage
        self.retire = retire
        self.purge = purge
    }
}

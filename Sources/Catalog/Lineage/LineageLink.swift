/// One step: `to` came from `from`.
package struct LineageLink: Hashable, Sendable {
    package var from: LineageNode.Key
    package var to: LineageNode.Key
    /// How, in a word: `training`, `logged`, `registered`, `deployed`.
    package var relation: String

    package init(from: LineageNode.Key, to: LineageNode.Key, relation: String) {
        self.from = from
        self.to = to
        self.relation = relation
    }
}

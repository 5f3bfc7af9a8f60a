/// Which experiments are wanted, in which order.
package struct ExperimentSearch: Hashable, Sendable {
    package var clauses: [SearchClause]
    /// The newest first when empty.
    package var order: [SearchOrder]
    package var view: LifecycleView

    package init(clauses: [SearchClause], order: [SearchOrder], view: LifecycleView) {
        self.clauses = clauses
        self.order = order
        self.view = view
    }
}

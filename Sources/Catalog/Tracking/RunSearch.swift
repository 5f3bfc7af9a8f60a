/// Which runs of which experiments are wanted, in which order.
package struct RunSearch: Hashable, Sendable {
    package var experimentIDs: [ExperimentID]
    package var clauses: [SearchClause]
    /// The latest start first when empty, and after what it names.
    package var order: [SearchOrder]
    package var view: LifecycleView

    package init(
        experimentIDs: [ExperimentID],
        clauses: [SearchClause],
        order: [SearchOrder],
        view: LifecycleView
    ) {
        self.experimentIDs = experimentIDs
        self.clauses = clauses
        self.order = order
        self.view = view
    }
}

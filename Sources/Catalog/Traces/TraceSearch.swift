package import Access

/// Which traces are asked for, and which of them the asker may see.
package struct TraceSearch: Sendable {
    /// Where everything is visible.
    package var experiments: [ExperimentID]
    /// Where only what `asker` told is visible.
    package var ownExperiments: [ExperimentID]
    package var asker: PrincipalID
    package var clauses: [SearchClause]
    package var order: [SearchOrder]
    package var limit: Int
    package var after: [SearchPageToken.Key]?

    package init(
        experiments: [ExperimentID],
        ownExperiments: [ExperimentID],
        asker: PrincipalID,
        clauses: [SearchClause],
        order: [SearchOrder],
        limit: Int,
        after: [SearchPageToken.Key]?
    ) {
        self.experiments = experiments
        self.ownExperiments = ownExperiments
        self.asker = asker
        self.clauses = clauses
        self.order = order
        self.limit = limit
        self.after = after
    }
}

/// Which traces of an experiment are to be deleted.
package enum TraceSelection: Hashable, Sendable {
    case ids([String])
    /// The oldest ones that began at or before the time.
    case olderThan(ms: Int64, limit: Int)
}

/// What was deleted.
package struct DeletedTraces: Hashable, Sendable, Codable {
    package var ids: [String]

    package init(ids: [String]) {
        self.ids = ids
    }
}

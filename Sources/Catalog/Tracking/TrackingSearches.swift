/// Which of the living and the deleted a search shows.
package enum LifecycleView: String, Hashable, Sendable, CaseIterable {
    case active = "ACTIVE_ONLY"
    case deleted = "DELETED_ONLY"
    case all = "ALL"
}

/// Which part of a search's results is wanted.
package struct SearchPageRequest: Hashable, Sendable {
    /// At most `TrackingLimits.searchPageMax`.
    package var size: Int
    /// The page before's `next`, nil for the first page.
    package var token: String?

    package init(size: Int, token: String?) {
        self.size = size
        self.token = token
    }
}

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

package struct LoggedModelSearch: Hashable, Sendable {
    /// Data that a metric was measured on; any digest when it is nil.
    package struct Dataset: Hashable, Sendable {
        package var name: String
        package var digest: String?

        package init(name: String, digest: String?) {
            self.name = name
            self.digest = digest
        }
    }

    /// A criterion; one of a metric may look only at what was measured on some data.
    package struct Order: Hashable, Sendable {
        package var order: SearchOrder
        package var datasetName: String?
        package var datasetDigest: String?

        package init(_ order: SearchOrder, datasetName: String? = nil, datasetDigest: String? = nil) {
            self.order = order
            self.datasetName = datasetName
            self.datasetDigest = datasetDigest
        }
    }

    package var experimentIDs: [ExperimentID]
    package var clauses: [SearchClause]
    package var datasets: [Dataset]
    /// The newest first when empty.
    package var order: [Order]

    package init(
        experimentIDs: [ExperimentID],
        clauses: [SearchClause],
        datasets: [Dataset],
        order: [Order]
    ) {
        self.experimentIDs = experimentIDs
        self.clauses = clauses
        self.datasets = datasets
        self.order = order
    }
}

/// Points of one metric of several runs, thinned out evenly.
package struct MetricSampling: Hashable, Sendable {
    package var runIDs: [RunID]
    package var key: String
    package var steps: ClosedRange<Int64>?
    /// For each run.
    package var samplesMax: Int

    package init(runIDs: [RunID], key: String, steps: ClosedRange<Int64>?, samplesMax: Int) {
        self.runIDs = runIDs
        self.key = key
        self.steps = steps
        self.samplesMax = samplesMax
    }
}

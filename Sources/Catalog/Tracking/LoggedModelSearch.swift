/// Which logged models of which experiments are wanted, in which order.
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

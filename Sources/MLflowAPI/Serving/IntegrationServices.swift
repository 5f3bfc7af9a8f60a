package import Workflows

/// The use cases for what other programs hook into.
package struct IntegrationServices: Sendable {
    package var manageWebhooks: ManageWebhooks
    package var readWebhooks: ReadWebhooks
    package var recordTraces: RecordTraces
    package var readTraces: ReadTraces
    package var evaluations: ManageEvaluationDatasets

    package init(
        manageWebhooks: ManageWebhooks,
        readWebhooks: ReadWebhooks,
        recordTraces: RecordTraces,
        readTraces: ReadTraces,
        evaluations: ManageEvaluationDatasets
    ) {
        self.manageWebhooks = manageWebhooks
        self.readWebhooks = readWebhooks
        self.recordTraces = recordTraces
        self.readTraces = readTraces
        self.evaluations = evaluations
    }
}

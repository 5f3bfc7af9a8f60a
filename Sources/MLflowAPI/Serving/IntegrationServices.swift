package import Workflows

/// The use cases for what other programs hook into.
package struct IntegrationServices: Sendable {
    package var manageWebhooks: ManageWebhooks
    package var readWebhooks: ReadWebhooks
    package var recordTraces: RecordTraces
    package var readTraces: ReadTraces
    package var judgeTraces: JudgeTraces
    package var linkTraces: LinkTraces
    package var evaluations: ManageEvaluationDatasets

    package init(
        manageWebhooks: ManageWebhooks,
        readWebhooks: ReadWebhooks,
        recordTraces: RecordTraces,
        readTraces: ReadTraces,
        judgeTraces: JudgeTraces,
        linkTraces: LinkTraces,
        evaluations: ManageEvaluationDatasets
    ) {
        self.manageWebhooks = manageWebhooks
        self.readWebhooks = readWebhooks
        self.recordTraces = recordTraces
        self.readTraces = readTraces
        self.judgeTraces = judgeTraces
        self.linkTraces = linkTraces
        self.evaluations = evaluations
    }
}

package import Retrieval
package import Workflows

/// The use cases that call models for other programs.
package struct InferenceServices: Sendable {
    let embed: EmbedTexts
    let rerank: RerankDocuments
    let models: ListServedModels

    package init(models: ModelRoster, usage: UsageJournal, gate: Gate) {
        embed = EmbedTexts(models: models, usage: usage, gate: gate)
        rerank = RerankDocuments(models: models, usage: usage, gate: gate)
        self.models = ListServedModels(models: models, gate: gate)
    }
}

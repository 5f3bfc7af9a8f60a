/// Everything that can be asked of the platform, each with the one kind of resource it applies to.
///
/// A route names exactly one action; what no role allows is denied.
package enum Action: String, Hashable, Sendable, Codable, CaseIterable {
    case principalsRead = "principals.read"
    case principalsManage = "principals.manage"
    case groupsRead = "groups.read"
    case groupsManage = "groups.manage"
    case rolesAssign = "roles.assign"
    case tokensRead = "tokens.read"
    case tokensCreate = "tokens.create"
    case tokensRevoke = "tokens.revoke"
    case modelsRead = "models.read"
    case modelsCreate = "models.create"
    case modelsUpdate = "models.update"
    case modelsTransfer = "models.transfer"
    case modelsRetire = "models.retire"
    case modelsHold = "models.hold"
    case modelsExport = "models.export"
    case modelsImport = "models.import"
    case cardsWrite = "cards.write"
    case aliasesWrite = "aliases.write"
    case aliasesPromote = "aliases.promote"
    case versionsCreate = "versions.create"
    case versionsUpdate = "versions.update"
    case versionsSeal = "versions.seal"
    case versionsTransition = "versions.transition"
    case versionsPromote = "versions.promote"
    case versionsRetire = "versions.retire"
    case filesRead = "files.read"
    case filesWrite = "files.write"
    case datasetsRead = "datasets.read"
    case datasetsCreate = "datasets.create"
    case datasetsUpdate = "datasets.update"
    case datasetsCheck = "datasets.check"
    case experimentsRead = "experiments.read"
    case experimentsCreate = "experiments.create"
    case experimentsUpdate = "experiments.update"
    case experimentsRetire = "experiments.retire"
    case runsRead = "runs.read"
    case runsCreate = "runs.create"
    case runsUpdate = "runs.update"
    case runsRetire = "runs.retire"
    case artifactsRead = "artifacts.read"
    case artifactsWrite = "artifacts.write"
    case artifactsRetire = "artifacts.retire"
    case artifactsRestrict = "artifacts.restrict"
    case featuresRead = "features.read"
    case featuresWrite = "features.write"
    case deploymentsRead = "deployments.read"
    case deploymentsWrite = "deployments.write"
    case evaluationsRead = "evaluations.read"
    case evaluationsWrite = "evaluations.write"
    case tracesRead = "traces.read"
    case tracesWrite = "traces.write"
    case tracesRetire = "traces.retire"
    case webhooksRead = "webhooks.read"
    case webhooksWrite = "webhooks.write"
    case lineageRead = "lineage.read"
    case lineageWrite = "lineage.write"
    case auditRead = "audit.read"
    case auditProve = "audit.prove"
    case sourcesRead = "sources.read"
    case sourcesCreate = "sources.create"
    case sourcesImport = "sources.import"
    case identitiesMap = "identities.map"
    case answersAsk = "answers.ask"
    case embeddingsCreate = "embeddings.create"
    case metricsRead = "metrics.read"
    case usageRead = "usage.read"
    case keysRotate = "keys.rotate"

    package var resourceKind: ResourceKind {
        switch self {
        case .principalsRead, .principalsManage, .rolesAssign: .principal
        case .groupsRead, .groupsManage: .group
        case .tokensRead, .tokensCreate, .tokensRevoke: .token
        case .modelsRead, .modelsCreate, .modelsUpdate, .modelsTransfer, .modelsRetire, .modelsHold,
            .modelsExport, .modelsImport, .cardsWrite, .aliasesWrite, .aliasesPromote:
            .model
        case .versionsCreate, .versionsUpdate, .versionsSeal, .versionsTransition, .versionsPromote,
            .versionsRetire, .filesRead, .filesWrite, .lineageRead, .lineageWrite:
            .modelVersion
        case .datasetsRead, .datasetsCreate, .datasetsUpdate, .datasetsCheck: .dataset
        case .experimentsRead, .experimentsCreate, .experimentsUpdate, .experimentsRetire: .experiment
        case .runsRead, .runsCreate, .runsUpdate, .runsRetire: .run
        case .artifactsRead, .artifactsWrite, .artifactsRetire, .artifactsRestrict: .artifact
        case .featuresRead, .featuresWrite: .featureSet
        case .deploymentsRead, .deploymentsWrite: .deployment
        case .evaluationsRead, .evaluationsWrite: .evaluationDataset
        case .tracesRead, .tracesWrite, .tracesRetire: .trace
        case .webhooksRead, .webhooksWrite: .webhook
        case .auditRead, .auditProve: .auditLog
        case .sourcesRead, .sourcesCreate, .sourcesImport, .identitiesMap: .source
        case .answersAsk: .answer
        case .embeddingsCreate: .embeddingModel
        case .metricsRead: .metrics
        case .usageRead: .usage
        case .keysRotate: .keyEncryptionKey
        }
    }

    /// Whether the action changes something, and so needs a `Grant` and an audit entry.
    package var isMutation: Bool {
        switch self {
        case .principalsRead, .groupsRead, .tokensRead, .modelsRead, .modelsExport, .filesRead, .datasetsRead,
            .lineageRead, .experimentsRead, .runsRead, .artifactsRead, .featuresRead, .deploymentsRead,
            .evaluationsRead, .tracesRead, .webhooksRead, .auditRead, .auditProve, .sourcesRead, .answersAsk,
            .embeddingsCreate, .metricsRead, .usageRead:
            false
        default: true
        }
    }
}

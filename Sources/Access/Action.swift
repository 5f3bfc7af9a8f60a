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
    case versionsCreate = "versions.create"
    case versionsSeal = "versions.seal"
    case filesRead = "files.read"
    case filesWrite = "files.write"
    case datasetsRead = "datasets.read"
    case datasetsCreate = "datasets.create"
    case datasetsUpdate = "datasets.update"
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

    package var resourceKind: ResourceKind {
        switch self {
        case .principalsRead, .principalsManage, .rolesAssign: .principal
        case .groupsRead, .groupsManage: .group
        case .tokensRead, .tokensCreate, .tokensRevoke: .token
        case .modelsRead, .modelsCreate, .modelsUpdate: .model
        case .versionsCreate, .versionsSeal, .filesRead, .filesWrite: .modelVersion
        case .datasetsRead, .datasetsCreate, .datasetsUpdate: .dataset
        case .lineageRead, .lineageWrite: .modelVersion
        case .auditRead, .auditProve: .auditLog
        case .sourcesRead, .sourcesCreate, .sourcesImport, .identitiesMap: .source
        case .answersAsk: .answer
        case .embeddingsCreate: .embeddingModel
        case .metricsRead: .metrics
        }
    }

    /// Whether the action changes something, and so needs a `Grant` and an audit entry.
    package var isMutation: Bool {
        switch self {
        case .principalsRead, .groupsRead, .tokensRead, .modelsRead, .filesRead, .datasetsRead, .lineageRead,
            .auditRead, .auditProve, .sourcesRead, .answersAsk, .embeddingsCreate, .metricsRead:
            false
        default: true
        }
    }
}

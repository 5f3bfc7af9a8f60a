/// The kinds of things that actions apply to.
package enum ResourceKind: String, Hashable, Sendable, Codable, CaseIterable {
    case principal
    case group
    case token
    case model
    case modelVersion = "model_version"
    case dataset
    case experiment
    case run
    case artifact
    case featureSet = "feature_set"
    case deployment
    case evaluationDataset = "evaluation_dataset"
    case trace
    case webhook
    case auditLog = "audit_log"
    case source
    case answer
    case embeddingModel = "embedding_model"
    case metrics
    case usage
    case keyEncryptionKey = "key_encryption_key"
}

/// What an action is asked on: its kind, what names it, and who owns it.
///
/// The owners decide rules that say `own` or `team`; a resource without them satisfies neither.
package struct Resource: Hashable, Sendable {
    package var kind: ResourceKind
    /// What the audit trail calls it: a model's name, `name/version`, an id. Nil for the collection.
    package var name: String?
    package var ownerID: PrincipalID?
    package var teamID: GroupID?
    /// The groups whose members alone may use it, whatever their roles allow; nil: no such restriction.
    package var allowedGroupIDs: Set<GroupID>?
    /// What is missing when there is no such thing; whoever may read the catalog is told this in place of a denial.
    package var missing: String?

    package init(
        _ kind: ResourceKind,
        name: String? = nil,
        ownerID: PrincipalID? = nil,
        teamID: GroupID? = nil,
        allowedGroupIDs: Set<GroupID>? = nil
    ) {
        self.kind = kind
        self.name = name
        self.ownerID = ownerID
        self.teamID = teamID
        self.allowedGroupIDs = allowedGroupIDs
    }
}

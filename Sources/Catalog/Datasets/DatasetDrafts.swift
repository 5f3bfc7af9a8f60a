package import Access
package import Identifiers

/// What is given to register a dataset.
package struct DatasetDraft: Hashable, Sendable, Codable {
    package var name: ResourceName
    package var ownerTeamID: GroupID
    package var accountableID: PrincipalID?
    package var purpose: String
    package var description: String
    package var licence: Licence?
    package var sensitivity: Sensitivity
    package var residency: [Territory]
    package var retention: RetentionRule?

    package init(
        name: ResourceName,
        ownerTeamID: GroupID,
        accountableID: PrincipalID? = nil,
        purpose: String = "",
        description: String,
        licence: Licence? = nil,
        sensitivity: Sensitivity = .whenUnclassified,
        residency: [Territory] = [],
        retention: RetentionRule? = nil
    ) {
        self.name = name
        self.ownerTeamID = ownerTeamID
        self.accountableID = accountableID
        self.purpose = purpose
        self.description = description
        self.licence = licence
        self.sensitivity = sensitivity
        self.residency = residency
        self.retention = retention
    }
}

/// What is to change of a dataset; nil leaves a field as it is. A name never changes.
package struct DatasetChanges: Hashable, Sendable {
    package var ownerTeamID: GroupID?
    package var accountableID: PrincipalID?
    package var purpose: String?
    package var description: String?
    package var licence: FieldChange<Licence>
    package var sensitivity: Sensitivity?
    package var residency: [Territory]?
    package var retention: FieldChange<RetentionRule>

    package init(
        ownerTeamID: GroupID? = nil,
        accountableID: PrincipalID? = nil,
        purpose: String? = nil,
        description: String? = nil,
        licence: FieldChange<Licence> = .keep,
        sensitivity: Sensitivity? = nil,
        residency: [Territory]? = nil,
        retention: FieldChange<RetentionRule> = .keep
    ) {
        self.ownerTeamID = ownerTeamID
        self.accountableID = accountableID
        self.purpose = purpose
        self.description = description
        self.licence = licence
        self.sensitivity = sensitivity
        self.residency = residency
        self.retention = retention
    }
}

/// What happens to a field that may be empty.
package enum FieldChange<Value: Hashable & Sendable>: Hashable, Sendable {
    case keep
    case clear
    case set(Value)

    /// The field after the change.
    package func applied(to current: Value?) -> Value? {
        switch self {
        case .keep: current
        case .clear: nil
        case .set(let value): value
        }
    }
}

/// What is given to add a version to a dataset.
package struct DatasetVersionDraft: Hashable, Sendable, Codable {
    package var digest: Digest
    package var digestOrigin: DatasetVersion.DigestOrigin
    package var files: [VersionFile]
    package var description: String
    package var schema: DatasetSchema?
    package var rowCount: Int64?
    package var sourceURI: SourceURI?

    package init(
        digest: Digest,
        digestOrigin: DatasetVersion.DigestOrigin,
        files: [VersionFile],
        description: String,
        schema: DatasetSchema? = nil,
        rowCount: Int64? = nil,
        sourceURI: SourceURI? = nil
    ) {
        self.digest = digest
        self.digestOrigin = digestOrigin
        self.files = files
        self.description = description
        self.schema = schema
        self.rowCount = rowCount
        self.sourceURI = sourceURI
    }
}

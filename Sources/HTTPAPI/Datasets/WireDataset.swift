import Access
import Catalog
import Identifiers

/// A dataset as answers show it.
struct WireDataset: Encodable, Sendable {
    var id: DatasetID
    var name: ResourceName
    var ownerTeam: String
    var accountable: String?
    var purpose: String
    var description: String
    var licence: Licence?
    /// The licence's id on the SPDX list, when it is one that is known.
    var licenceSpdx: String?
    var sensitivity: Sensitivity
    var residency: [Territory]
    var retention: WireRetention?
    var versionCount: Int
    var createdAt: Instant
    var createdBy: PrincipalID
    var updatedAt: Instant

    init(_ dataset: Dataset) {
        id = dataset.id
        name = dataset.name
        ownerTeam = dataset.ownerTeamName
        accountable = dataset.accountableName
        purpose = dataset.purpose
        description = dataset.description
        licence = dataset.licence
        licenceSpdx = dataset.licence?.spdxIdentifier
        sensitivity = dataset.sensitivity
        residency = dataset.residency
        retention = dataset.retention.map(WireRetention.init)
        versionCount = dataset.versionCount
        createdAt = dataset.createdAt
        createdBy = dataset.createdBy
        updatedAt = dataset.updatedAt
    }
}

/// A retention rule as answers show it.
struct WireRetention: Encodable, Sendable {
    var days: Int?
    var until: Instant?
    var then: RetentionRule.Action

    init(_ rule: RetentionRule) {
        switch rule.period {
        case .days(let days): self.days = days
        case .until(let end): until = end
        }
        then = rule.action
    }
}

package import Access
package import Identifiers

/// Which contract a model version was trained on, beside the newest one of the same feature set.
package struct ContractUse: Hashable, Sendable, Codable {
    package var modelName: ResourceName
    package var modelVersion: Int
    package var featureSetName: ResourceName
    package var contractNumber: Int
    package var contractDigest: Digest
    package var newestNumber: Int
    package var newestDigest: Digest
    package var setAt: Instant
    package var setBy: PrincipalID

    package init(
        modelName: ResourceName,
        modelVersion: Int,
        featureSetName: ResourceName,
        contractNumber: Int,
        contractDigest: Digest,
        newestNumber: Int,
        newestDigest: Digest,
        setAt: Instant,
        setBy: PrincipalID
    ) {
        self.modelName = modelName
        self.modelVersion = modelVersion
        self.featureSetName = featureSetName
        self.contractNumber = contractNumber
        self.contractDigest = contractDigest
        self.newestNumber = newestNumber
        self.newestDigest = newestDigest
        self.setAt = setAt
        self.setBy = setBy
    }

    /// Whether the newest contract still promises what the version was trained on; else the version is flagged.
    package var isCurrent: Bool { contractDigest == newestDigest }
}

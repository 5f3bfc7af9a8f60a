package import Access
package import Identifiers

/// That the files of a version were let go. Their names, digests and sizes stay.
package struct Purge: Hashable, Sendable, Codable {
    package var versionID: ModelVersionID
    package var modelName: ResourceName
    package var versionNumber: Int
    package var manifestDigest: Digest?
    package var keptUntil: Instant
    package var purgedAt: Instant
    package var purgedBy: PrincipalID
    /// In byte order of their paths.
    package var files: [VersionFile]

    package init(
        versionID: ModelVersionID,
        modelName: ResourceName,
        versionNumber: Int,
        manifestDigest: Digest?,
        keptUntil: Instant,
        purgedAt: Instant,
        purgedBy: PrincipalID,
        files: [VersionFile]
    ) {
        self.versionID = versionID
        self.modelName = modelName
        self.versionNumber = versionNumber
        self.manifestDigest = manifestDigest
        self.keptUntil = keptUntil
        self.purgedAt = purgedAt
        self.purgedBy = purgedBy
        self.files = files
    }
}

package import Access
package import Identifiers

/// A dataset version whose files are here and are due to be deleted.
package struct DueDatasetVersion: Hashable, Sendable {
    package var id: DatasetVersionID
    package var datasetName: ResourceName
    package var number: Int
    package var ownerTeamID: GroupID
    package var dueAt: Instant

    package init(
        id: DatasetVersionID,
        datasetName: ResourceName,
        number: Int,
        ownerTeamID: GroupID,
        dueAt: Instant
    ) {
        self.id = id
        self.datasetName = datasetName
        self.number = number
        self.ownerTeamID = ownerTeamID
        self.dueAt = dueAt
    }
}

/// That the files of a dataset version were let go.
package struct DatasetPurge: Hashable, Sendable, Codable {
    package var versionID: DatasetVersionID
    package var dueAt: Instant
    package var purgedAt: Instant
    package var fileCount: Int
    package var sizeBytes: Int64

    package init(
        versionID: DatasetVersionID,
        dueAt: Instant,
        purgedAt: Instant,
        fileCount: Int,
        sizeBytes: Int64
    ) {
        self.versionID = versionID
        self.dueAt = dueAt
        self.purgedAt = purgedAt
        self.fileCount = fileCount
        self.sizeBytes = sizeBytes
    }
}

/// Finds data whose retention has ended, and lets it go.
package protocol DatasetRetentionStore: Sendable {
    /// Versions with files here, by rules that say `delete`, that no legal hold keeps; those due longest first.
    func dueDatasetVersions(at now: Instant, limit: Int) async throws -> [DueDatasetVersion]
    /// Lets the files go; digests, rows, lineage and audit stay. Throws `StoreFault.conflict` when the version is not
    /// due any more, or a hold was laid meanwhile.
    func purge(_ due: DueDatasetVersion, under grant: borrowing Grant) async throws -> Recorded<DatasetPurge>
}

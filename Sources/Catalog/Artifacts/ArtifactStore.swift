package import Access
package import Identifiers

/// Where the trees of artifacts are kept. Every write leaves an audit entry in its transaction.
package protocol ArtifactStore: Sendable {
    /// The root with its owner and restriction; nil when there is no such run, model or experiment.
    func tree(_ root: ArtifactRoot) async throws -> ArtifactTree?
    /// The root of a run or logged model by its id alone; nil for a trace and for what does not exist.
    func root(of kind: ArtifactRoot.Kind, ownerID: String) async throws -> ArtifactRoot?

    func artifact(at path: FilePath, in root: ArtifactRoot) async throws -> Artifact?
    /// What stands directly in the folder, in byte order of the names; empty when there is no such folder.
    func entries(in folder: ArtifactLocation, limit: Int) async throws -> [ArtifactEntry]
    /// Names stored content, in place of what had the path before. `team` is whose quota the file counts for.
    func put(
        _ content: StoredContent,
        at path: FilePath,
        in tree: ArtifactTree,
        under grant: borrowing Grant
    ) async throws -> Recorded<Artifact>
    /// Removes a file, or a folder with all that is in it.
    func remove(_ location: ArtifactLocation, under grant: borrowing Grant) async throws -> Recorded<
        RemovedArtifacts
    >
    /// Records that an address was given out with which whoever has it may write the file; changes nothing else.
    func recordAddress(
        for path: FilePath,
        in tree: ArtifactTree,
        until expiry: Instant,
        under grant: borrowing Grant
    ) async throws -> Recorded<Instant>

    /// The bytes that the team may still add; nil without a quota.
    func bytesLeft(of team: GroupID) async throws -> Int64?
    func quotas() async throws -> [StorageQuota]
    /// Nil lifts the quota.
    func setQuota(of team: GroupID, bytesMax: Int64?, under grant: borrowing Grant) async throws -> Recorded<
        StorageQuota
    >

    func restriction(of root: ArtifactRoot) async throws -> ArtifactRestriction
    /// Opens the root to these groups and to nobody else; no group lifts the restriction.
    func restrict(
        _ root: ArtifactRoot,
        to groups: [GroupID],
        under grant: borrowing Grant
    ) async throws -> Recorded<ArtifactRestriction>
}

/// Where uploads in parts are kept. Every write leaves an audit entry in its transaction.
package protocol ArtifactUploadStore: Sendable {
    func upload(_ id: ArtifactUploadID) async throws -> ArtifactUpload?
    /// In order of their numbers.
    func parts(of id: ArtifactUploadID) async throws -> [ArtifactPart]
    func begin(_ upload: ArtifactUpload, under grant: borrowing Grant) async throws -> Recorded<
        ArtifactUpload
    >
    /// Keeps a part, in place of an earlier one with the same number.
    func put(
        _ part: ArtifactPart,
        of id: ArtifactUploadID,
        under grant: borrowing Grant
    ) async throws -> Recorded<ArtifactPart>
    /// Names the assembled content and forgets the parts.
    func complete(
        _ id: ArtifactUploadID,
        with content: StoredContent,
        in tree: ArtifactTree,
        under grant: borrowing Grant
    ) async throws -> Recorded<Artifact>
    func abort(_ id: ArtifactUploadID, under grant: borrowing Grant) async throws -> Recorded<ArtifactUpload>
}

package import Access
package import Identifiers

/// Marks ids of uploads in parts.
package enum ArtifactUploadEntity {}
package typealias ArtifactUploadID = Identifier<ArtifactUploadEntity>

/// A file that arrives in parts, in any order and over any number of connections.
package struct ArtifactUpload: Hashable, Sendable, Codable {
    /// As in S3, so that clients written for it fit.
    package static let partsMax = 10_000
    /// How long the parts are kept before the upload must be complete.
    package static let lifetimeSeconds = 86_400.0

    package var id: ArtifactUploadID
    package var root: ArtifactRoot
    package var path: FilePath
    package var createdAt: Instant
    package var createdBy: PrincipalID
    package var expiresAt: Instant

    package init(
        id: ArtifactUploadID,
        root: ArtifactRoot,
        path: FilePath,
        createdAt: Instant,
        createdBy: PrincipalID,
        expiresAt: Instant
    ) {
        self.id = id
        self.root = root
        self.path = path
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.expiresAt = expiresAt
    }

    package var location: ArtifactLocation { ArtifactLocation(root: root, path: path) }
}

/// One part that has arrived whole. Its digest is its ETag.
package struct ArtifactPart: Hashable, Sendable, Codable {
    /// From 1; the order of the parts in the file.
    package var number: Int
    package var digest: Digest
    package var sizeBytes: Int64

    package init(number: Int, digest: Digest, sizeBytes: Int64) {
        self.number = number
        self.digest = digest
        self.sizeBytes = sizeBytes
    }
}

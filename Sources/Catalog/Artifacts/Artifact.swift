package import Access
package import Identifiers

/// A file in the tree of a run, a logged model or a trace.
package struct Artifact: Hashable, Sendable, Codable {
    package var root: ArtifactRoot
    package var path: FilePath
    package var digest: Digest
    package var sizeBytes: Int64
    package var createdAt: Instant
    package var createdBy: PrincipalID

    package init(
        root: ArtifactRoot,
        path: FilePath,
        digest: Digest,
        sizeBytes: Int64,
        createdAt: Instant,
        createdBy: PrincipalID
    ) {
        self.root = root
        self.path = path
        self.digest = digest
        self.sizeBytes = sizeBytes
        self.createdAt = createdAt
        self.createdBy = createdBy
    }

    package var location: ArtifactLocation { ArtifactLocation(root: root, path: path) }
}

/// What stands directly in a folder.
package struct ArtifactEntry: Hashable, Sendable {
    /// The last component.
    package var name: String
    /// Nil for a folder.
    package var sizeBytes: Int64?

    package init(name: String, sizeBytes: Int64?) {
        self.name = name
        self.sizeBytes = sizeBytes
    }
}

/// What a deletion took out of a tree. The contents stay while anything else names them.
package struct RemovedArtifacts: Hashable, Sendable, Codable {
    package var root: ArtifactRoot
    /// Nil for the whole tree.
    package var path: FilePath?
    package var fileCount: Int
    package var sizeBytes: Int64

    package init(root: ArtifactRoot, path: FilePath?, fileCount: Int, sizeBytes: Int64) {
        self.root = root
        self.path = path
        self.fileCount = fileCount
        self.sizeBytes = sizeBytes
    }
}

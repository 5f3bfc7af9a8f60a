package import Access

/// The groups that alone may use a root's artifacts; none means that it is open to all whom their role allows it.
package struct ArtifactRestriction: Hashable, Sendable, Codable {
    package var root: ArtifactRoot
    package var groupIDs: [GroupID]
    package var groupNames: [String]

    package init(root: ArtifactRoot, groupIDs: [GroupID], groupNames: [String]) {
        self.root = root
        self.groupIDs = groupIDs
        self.groupNames = groupNames
    }
}

/// How many bytes the artifacts of a team's runs and models may have. A file counts wherever it stands, even when the
/// store keeps its content once.
package struct StorageQuota: Hashable, Sendable, Codable {
    package var teamID: GroupID
    package var teamName: String
    /// Nil: none, after it was lifted.
    package var bytesMax: Int64?
    package var bytesUsed: Int64

    package init(teamID: GroupID, teamName: String, bytesMax: Int64?, bytesUsed: Int64) {
        self.teamID = teamID
        self.teamName = teamName
        self.bytesMax = bytesMax
        self.bytesUsed = bytesUsed
    }
}

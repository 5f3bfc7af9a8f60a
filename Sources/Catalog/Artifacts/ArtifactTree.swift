package import Access

/// A root that exists, with all that decides who may use it.
package struct ArtifactTree: Hashable, Sendable {
    package var root: ArtifactRoot
    /// Who made the run, model or trace; nil for a trace that nobody has written yet.
    package var ownerID: PrincipalID?
    package var teamID: GroupID?
    /// Nil: open to all whom their role allows it.
    package var allowedGroupIDs: Set<GroupID>?
    /// Deleted runs and models keep their files but take no new ones.
    package var isDeleted: Bool

    package init(
        root: ArtifactRoot,
        ownerID: PrincipalID?,
        teamID: GroupID?,
        allowedGroupIDs: Set<GroupID>?,
        isDeleted: Bool
    ) {
        self.root = root
        self.ownerID = ownerID
        self.teamID = teamID
        self.allowedGroupIDs = allowedGroupIDs
        self.isDeleted = isDeleted
    }

    /// What decisions about a file or folder of the tree are made on.
    package func resource(at path: FilePath?) -> Resource {
        Resource(
            root.kind == .modelVersion ? .modelVersion : .artifact,
            name: ArtifactLocation(root: root, path: path).mlflowPath,
            ownerID: ownerID,
            teamID: teamID,
            allowedGroupIDs: allowedGroupIDs
        )
    }
}

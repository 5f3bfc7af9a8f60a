import Access
import Catalog

/// A tree, and the permission to change it.
struct ArtifactPermit: ~Copyable {
    let tree: ArtifactTree
    let grant: Grant
}

/// Finds the tree that a change goes to, and gets the permission for it.
struct ArtifactTrees: Sendable {
    let artifacts: any ArtifactStore
    let gate: Gate

    /// Denies before it says that something is not there.
    func grant(
        _ action: Action,
        at location: ArtifactLocation,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> ArtifactPermit {
        guard location.root.kind != .modelVersion else {
            let resource = Resource(.artifact, name: location.mlflowPath, ownerID: actor.principalID)
            try gate.check(actor, action, on: resource)
            throw StoreFault.conflict(
                detail:
                    "The files of a version are sealed, and restricted with the run or logged model that they came"
                    + " from. Register a new version to change them."
            )
        }
        var tree = try await artifacts.tree(location.root)
        // A trace that nobody has written to belongs to whoever writes first.
        if tree?.ownerID == nil, location.root.kind == .trace { tree?.ownerID = actor.principalID }
        let resource = tree?.resource(at: location.path) ?? Resource(.artifact, name: location.mlflowPath)
        let grant = try gate.grant(actor, action, on: resource, request)
        guard let tree else { throw StoreFault.notFound(what: "The root of \"\(location.mlflowPath)\"") }
        if action == .artifactsWrite, tree.isDeleted {
            throw StoreFault.conflict(
                detail: "\(tree.root.path) is deleted and takes no files. Restore it first."
            )
        }
        return ArtifactPermit(tree: tree, grant: grant)
    }
}

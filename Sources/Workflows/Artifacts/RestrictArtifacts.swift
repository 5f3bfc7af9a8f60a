package import Access
package import Catalog

/// Opens single roots to named groups only, and limits how much a team may keep.
package struct RestrictArtifacts: Sendable {
    private static let groupsMax = 100
    /// The largest whole number that every JSON reader takes as it is.
    private static let bytesMax: Int64 = 1 << 53 - 1

    private let trees: ArtifactTrees
    private let principals: any PrincipalStore
    private let gate: Gate

    package init(artifacts: any ArtifactStore, principals: any PrincipalStore, gate: Gate) {
        trees = ArtifactTrees(artifacts: artifacts, gate: gate)
        self.principals = principals
        self.gate = gate
    }

    /// Whoever may read artifacts may know whom a root is open to.
    package func restriction(of root: ArtifactRoot, by actor: Actor) async throws -> ArtifactRestriction {
        try gate.check(actor, .artifactsRead, on: Resource(.artifact, name: root.path))
        guard root.kind != .modelVersion, try await trees.artifacts.tree(root) != nil else {
            throw StoreFault.notFound(what: "The artifact root \(root.path)")
        }
        return try await trees.artifacts.restriction(of: root)
    }

    /// No group lifts the restriction.
    package func restrict(
        _ root: ArtifactRoot,
        toGroups names: [String],
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<ArtifactRestriction> {
        let location = ArtifactLocation(root: root, path: nil)
        let permit = try await trees.grant(.artifactsRestrict, at: location, by: actor, request)
        guard names.count <= Self.groupsMax else {
            throw InvalidInput("groups", "must be at most \(Self.groupsMax)")
        }
        var groups: [GroupID] = []
        for name in names { groups.append(try await group(name, field: "groups").id) }
        return try await trees.artifacts.restrict(root, to: groups, under: permit.grant)
    }

    package func quotas(by actor: Actor) async throws -> [StorageQuota] {
        try gate.check(actor, .artifactsRead, on: Resource(.artifact, name: "quotas"))
        return try await trees.artifacts.quotas()
    }

    /// Nil lifts the quota. Belongs to no team, so that no team sets its own.
    package func setQuota(
        ofTeam name: String,
        bytesMax: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<StorageQuota> {
        let resource = Resource(.artifact, name: "quota of \(name)")
        let grant = try gate.grant(actor, .artifactsRestrict, on: resource, request)
        if let bytesMax, !(0...Self.bytesMax).contains(bytesMax) {
            throw InvalidInput("bytes_max", "must be 0 to \(Self.bytesMax)")
        }
        let team = try await group(name, field: "team")
        return try await trees.artifacts.setQuota(of: team.id, bytesMax: bytesMax, under: grant)
    }

    private func group(_ name: String, field: String) async throws -> Group {
        guard let group = try await principals.group(named: name) else {
            throw InvalidInput(field, "there is no group \"\(name)\"")
        }
        return group
    }
}

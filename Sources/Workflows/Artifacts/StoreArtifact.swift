package import Access
package import Catalog
package import Identifiers

/// Streams files into trees of artifacts, and removes them.
package struct StoreArtifact: Sendable {
    private let trees: ArtifactTrees
    private let contents: any ArtifactContentStore

    package init(artifacts: any ArtifactStore, contents: any ArtifactContentStore, gate: Gate) {
        trees = ArtifactTrees(artifacts: artifacts, gate: gate)
        self.contents = contents
    }

    /// Permission, state and quota are checked before the first byte is read; a broken stream leaves nothing behind.
    ///
    /// What had the path before is replaced; its content stays for whatever else names it.
    package func put<Body: AsyncSequence & Sendable>(
        at location: ArtifactLocation,
        body: Body,
        announcedDigest: Digest?,
        announcedBytes: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Artifact> where Body.Element == [UInt8] {
        let permit = try await trees.grant(.artifactsWrite, at: location, by: actor, request)
        guard let path = location.path else {
            throw InvalidInput("path", "must name a file below the artifact root")
        }
        return try await StreamContent(contents: contents)(
            body,
            announcedDigest: announcedDigest,
            announcedBytes: announcedBytes,
            for: permit.tree.teamID,
            bytesLeft: try await bytesLeft(for: path, in: permit.tree)
        ) { stored in
            try await trees.artifacts.put(stored, at: path, in: permit.tree, under: permit.grant)
        }
    }

    /// Permits that an address for uploading the file is given out; the permission is looked at again when it is used.
    package func grantAddress(
        at location: ArtifactLocation,
        until expiry: Instant,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Instant> {
        let permit = try await trees.grant(.artifactsWrite, at: location, by: actor, request)
        guard let path = location.path else {
            throw InvalidInput("path", "must name a file below the artifact root")
        }
        return try await trees.artifacts.recordAddress(
            for: path,
            in: permit.tree,
            until: expiry,
            under: permit.grant
        )
    }

    /// Removes a file, or a folder with all that is in it.
    package func remove(
        _ location: ArtifactLocation,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RemovedArtifacts> {
        let permit = try await trees.grant(.artifactsRetire, at: location, by: actor, request)
        return try await trees.artifacts.remove(location, under: permit.grant)
    }

    /// What may still come: the rest of the quota and what the replaced file gives back.
    private func bytesLeft(for path: FilePath, in tree: ArtifactTree) async throws -> Int64? {
        guard let team = tree.teamID, let left = try await trees.artifacts.bytesLeft(of: team) else {
            return nil
        }
        let replaced = try await trees.artifacts.artifact(at: path, in: tree.root)
        return left + (replaced?.sizeBytes ?? 0)
    }
}

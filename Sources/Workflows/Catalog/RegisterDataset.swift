package import Access
package import Catalog
package import Identifiers

/// Registers datasets and their versions.
package struct RegisterDataset: Sendable {
    private let catalog: any CatalogStore
    private let contents: any ArtifactContentStore
    private let owners: FindOwners
    private let gate: Gate

    package init(
        catalog: any CatalogStore,
        contents: any ArtifactContentStore,
        owners: FindOwners,
        gate: Gate
    ) {
        self.catalog = catalog
        self.contents = contents
        self.owners = owners
        self.gate = gate
    }

    package func callAsFunction(
        name: String,
        ownerTeam: String,
        description: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Dataset> {
        let team = try await owners.team(named: ownerTeam)
        let grant = try gate.grant(
            actor,
            .datasetsCreate,
            on: Resource(.dataset, name: name, teamID: team?.id),
            request
        )
        var check = InputCheck()
        let checked = check.name("name", name)
        let description = check.text("description", description, 0...20_000)
        if team == nil { check.fault("owner_team", "names no team; ask an administrator to create it") }
        try check.finish()
        guard let checked, let team else { throw InvalidInput([]) }
        let draft = DatasetDraft(name: checked, ownerTeamID: team.id, description: description)
        return try await catalog.createDataset(draft, under: grant)
    }

    /// A version whose digest the client claims; Assay has not seen the data and says so.
    package func addClaimedVersion(
        of name: ResourceName,
        digest: Digest,
        description: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<DatasetVersion> {
        let grant = try await grantUpdate(of: name, by: actor, request)
        var check = InputCheck()
        let description = check.text("description", description, 0...20_000)
        try check.finish()
        let draft = DatasetVersionDraft(
            digest: digest,
            digestOrigin: .claimed,
            files: [],
            description: description
        )
        return try await catalog.createDatasetVersion(of: name, draft, under: grant)
    }

    /// A version of one file that is streamed in and hashed here; its digest is that of the manifest over the file.
    package func addComputedVersion<Body: AsyncSequence & Sendable>(
        of name: ResourceName,
        path: FilePath,
        body: Body,
        announcedDigest: Digest?,
        announcedBytes: Int64?,
        description: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<DatasetVersion> where Body.Element == [UInt8] {
        let grant = try await grantUpdate(of: name, by: actor, request)
        return try await StreamContent(contents: contents)(
            body,
            announcedDigest: announcedDigest,
            announcedBytes: announcedBytes
        ) { stored in
            let file = VersionFile(
                path: path,
                digest: stored.digest,
                sizeBytes: stored.sizeBytes,
                createdAt: gate.now
            )
            let draft = DatasetVersionDraft(
                digest: try Manifest(files: [file]).digest,
                digestOrigin: .computed,
                files: [file],
                description: description
            )
            return try await catalog.createDatasetVersion(of: name, draft, under: grant)
        }
    }

    private func grantUpdate(
        of name: ResourceName,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Grant {
        let dataset = try await catalog.dataset(named: name)
        let resource = Resource(.dataset, name: name.text, teamID: dataset?.ownerTeamID)
        let grant = try gate.grant(actor, .datasetsUpdate, on: resource, request)
        guard dataset != nil else { throw StoreFault.notFound(what: "Dataset \(name)") }
        return grant
    }
}

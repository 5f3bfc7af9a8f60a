package import Access
package import Catalog
package import Identifiers

/// Registers datasets and their versions.
package struct RegisterDataset: Sendable {
    private let datasets: any DatasetStore
    private let contents: any ArtifactContentStore
    private let owners: FindOwners
    private let gate: Gate

    package init(
        datasets: any DatasetStore,
        contents: any ArtifactContentStore,
        owners: FindOwners,
        gate: Gate
    ) {
        self.datasets = datasets
        self.contents = contents
        self.owners = owners
        self.gate = gate
    }

    /// What a client says of a new dataset, with names where the catalog keeps ids.
    package struct Request: Sendable {
        package var name: String
        package var ownerTeam: String
        /// E-mail of the person who answers for it; nil means whoever registers it, unless that is a program.
        package var accountable: String?
        package var purpose: String
        package var description: String
        package var licence: String?
        /// Nil counts as the most sensitive.
        package var sensitivity: Sensitivity?
        package var residency: [String]
        package var retention: RetentionRequest?

        package init(
            name: String,
            ownerTeam: String,
            accountable: String? = nil,
            purpose: String = "",
            description: String,
            licence: String? = nil,
            sensitivity: Sensitivity? = nil,
            residency: [String] = [],
            retention: RetentionRequest? = nil
        ) {
            self.name = name
            self.ownerTeam = ownerTeam
            self.accountable = accountable
            self.purpose = purpose
            self.description = description
            self.licence = licence
            self.sensitivity = sensitivity
            self.residency = residency
            self.retention = retention
        }
    }

    package func callAsFunction(
        _ asked: Request,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Dataset> {
        let team = try await owners.team(named: asked.ownerTeam)
        let grant = try gate.grant(
            actor,
            .datasetsCreate,
            on: Resource(.dataset, name: asked.name, teamID: team?.id),
            request
        )
        var check = InputCheck()
        if team == nil { check.fault("owner_team", "names no team; ask an administrator to create it") }
        let accountable = try await accountable(asked.accountable, or: actor, &check)
        guard let team, let draft = check.dataset(asked, ownedBy: team.id, accountable) else {
            try check.finish()
            throw InvalidInput([])
        }
        try check.finish()
        return try await datasets.createDataset(draft, under: grant)
    }

    /// A version whose digest the client claims; Assay has not seen the data and says so.
    package func addClaimedVersion(
        of name: ResourceName,
        digest: Digest,
        _ about: VersionRequest,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<DatasetVersion> {
        let grant = try await grantUpdate(of: name, by: actor, request)
        var check = InputCheck()
        let facts = check.version(about)
        try check.finish()
        let draft = facts.draft(digest: digest, .claimed, files: [])
        return try await datasets.createDatasetVersion(of: name, draft, under: grant)
    }

    /// A version of one file that is streamed in and hashed here; its digest is that of the manifest over the file.
    package func addComputedVersion<Body: AsyncSequence & Sendable>(
        of name: ResourceName,
        path: FilePath,
        body: Body,
        announcedDigest: Digest?,
        announcedBytes: Int64?,
        _ about: VersionRequest,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<DatasetVersion> where Body.Element == [UInt8] {
        let grant = try await grantUpdate(of: name, by: actor, request)
        var check = InputCheck()
        let facts = check.version(about)
        try check.finish()
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
            let draft = facts.draft(digest: try Manifest(files: [file]).digest, .computed, files: [file])
            return try await datasets.createDatasetVersion(of: name, draft, under: grant)
        }
    }

    /// Says once what the rows of a version look like; for versions that were added without a schema.
    package func describe(
        _ number: Int,
        of name: ResourceName,
        _ about: VersionRequest,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<DatasetVersion> {
        let grant = try await grantUpdate(of: name, by: actor, request)
        var check = InputCheck()
        let facts = check.version(about)
        if facts.schema == nil { check.fault("columns", "is required") }
        try check.finish()
        guard let schema = facts.schema else { throw InvalidInput([]) }
        return try await datasets.describeDatasetVersion(
            number,
            of: name,
            schema,
            rowCount: facts.rowCount,
            sourceURI: facts.sourceURI,
            under: grant
        )
    }

    private func accountable(
        _ email: String?,
        or actor: Actor,
        _ check: inout InputCheck
    ) async throws -> PrincipalID? {
        guard let email else { return actor.kind == .person ? actor.principalID : nil }
        let person = try await owners.person(email: email)
        if person == nil { check.fault("accountable", "must be the e-mail of an active person") }
        return person?.id
    }

    private func grantUpdate(
        of name: ResourceName,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Grant {
        let dataset = try await datasets.dataset(named: name)
        let resource = Resource(.dataset, name: name.text, teamID: dataset?.ownerTeamID)
        let grant = try gate.grant(actor, .datasetsUpdate, on: resource, request)
        guard dataset != nil else { throw StoreFault.notFound(what: "Dataset \(name)") }
        return grant
    }
}

extension InputCheck {
    /// Nil when the name is none; other faults are noted and the draft is made without the value.
    fileprivate mutating func dataset(
        _ asked: RegisterDataset.Request,
        ownedBy team: GroupID,
        _ accountable: PrincipalID?
    ) -> DatasetDraft? {
        let name = self.name("name", asked.name)
        let purpose = text("purpose", asked.purpose, 0...4000)
        let description = text("description", asked.description, 0...20_000)
        let licence = value("licence", asked.licence, Licence.init)
        let residency = self.residency("residency", asked.residency)
        let retention = asked.retention.flatMap { self.retention("retention", $0) }
        guard let name else { return nil }
        return DatasetDraft(
            name: name,
            ownerTeamID: team,
            accountableID: accountable,
            purpose: purpose,
            description: description,
            licence: licence,
            sensitivity: asked.sensitivity ?? .whenUnclassified,
            residency: residency,
            retention: retention
        )
    }
}

extension VersionFactsDraft {
    fileprivate func draft(
        digest: Digest,
        _ origin: DatasetVersion.DigestOrigin,
        files: [VersionFile]
    ) -> DatasetVersionDraft {
        DatasetVersionDraft(
            digest: digest,
            digestOrigin: origin,
            files: files,
            description: description,
            schema: schema,
            rowCount: rowCount,
            sourceURI: sourceURI
        )
    }
}

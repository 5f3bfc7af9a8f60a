package import Access
package import Identifiers

/// What an archive of a model is put together from.
package struct ArchivedModel: Hashable, Sendable {
    package struct Version: Hashable, Sendable {
        package let id: ModelVersionID
        package let number: Int

        package init(id: ModelVersionID, number: Int) {
            self.id = id
            self.number = number
        }
    }

    package let id: ModelID
    package let name: ResourceName
    /// Every version, deleted and purged ones as well, in order.
    package let versions: [Version]
    /// The runs that the versions name and that are known here.
    package let runIDs: [RunID]
    /// What an earlier import brought along.
    package let originMembers: [ArchiveMember]

    package init(
        id: ModelID,
        name: ResourceName,
        versions: [Version],
        runIDs: [RunID],
        originMembers: [ArchiveMember]
    ) {
        self.id = id
        self.name = name
        self.versions = versions
        self.runIDs = runIDs
        self.originMembers = originMembers
    }
}

/// A model that is about to be made from an archive, every digest of it verified.
package struct ModelImport: Hashable, Sendable {
    package struct Version: Hashable, Sendable {
        package var number: Int
        package var description: String
        /// Nil for a draft.
        package var manifestDigest: Digest?
        package var files: [VersionFile]
        package var card: CardDocument?

        package init(
            number: Int,
            description: String,
            manifestDigest: Digest?,
            files: [VersionFile],
            card: CardDocument?
        ) {
            self.number = number
            self.description = description
            self.manifestDigest = manifestDigest
            self.files = files
            self.card = card
        }
    }

    package var draft: ModelDraft
    package var originName: ResourceName
    package var manifestDigest: Digest
    package var versions: [Version]
    package var card: CardDocument?
    /// Everything that the origin said, kept word for word as its claim.
    package var claims: [ArchiveMember]

    package init(
        draft: ModelDraft,
        originName: ResourceName,
        manifestDigest: Digest,
        versions: [Version],
        card: CardDocument?,
        claims: [ArchiveMember]
    ) {
        self.draft = draft
        self.originName = originName
        self.manifestDigest = manifestDigest
        self.versions = versions
        self.card = card
        self.claims = claims
    }
}

/// That a model came from an archive of another platform.
package struct ModelOrigin: Hashable, Sendable, Codable {
    package var modelID: ModelID
    package var modelName: ResourceName
    package var originName: ResourceName
    package var manifestDigest: Digest
    package var versionCount: Int
    package var claimCount: Int
    package var importedAt: Instant
    package var importedBy: PrincipalID

    package init(
        modelID: ModelID,
        modelName: ResourceName,
        originName: ResourceName,
        manifestDigest: Digest,
        versionCount: Int,
        claimCount: Int,
        importedAt: Instant,
        importedBy: PrincipalID
    ) {
        self.modelID = modelID
        self.modelName = modelName
        self.originName = originName
        self.manifestDigest = manifestDigest
        self.versionCount = versionCount
        self.claimCount = claimCount
        self.importedAt = importedAt
        self.importedBy = importedBy
    }
}

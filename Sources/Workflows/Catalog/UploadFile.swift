package import Access
package import Catalog
package import Identifiers

/// Streams a file into the content store and names it in a draft version.
package struct UploadFile: Sendable {
    private let catalog: any CatalogStore
    private let contents: any ArtifactContentStore
    private let gate: Gate

    package init(catalog: any CatalogStore, contents: any ArtifactContentStore, gate: Gate) {
        self.catalog = catalog
        self.contents = contents
        self.gate = gate
    }

    /// Where the file goes and what the client announced about it.
    package struct Target: Sendable {
        package var model: ResourceName
        package var version: Int
        package var path: FilePath
        /// Refused when the content turns out different.
        package var announcedDigest: Digest?
        package var announcedBytes: Int64?

        package init(
            model: ResourceName,
            version: Int,
            path: FilePath,
            announcedDigest: Digest?,
            announcedBytes: Int64?
        ) {
            self.model = model
            self.version = version
            self.path = path
            self.announcedDigest = announcedDigest
            self.announcedBytes = announcedBytes
        }
    }

    /// Permission and state are checked before the first byte is read; a broken stream leaves nothing behind.
    package func callAsFunction<Body: AsyncSequence & Sendable>(
        _ target: Target,
        body: Body,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<VersionFile> where Body.Element == [UInt8] {
        let model = try await catalog.model(named: target.model)
        let grant = try gate.grant(
            actor,
            .filesWrite,
            on: Resource(
                .modelVersion,
                named: target.model,
                part: "/\(target.version)/\(target.path.text)",
                of: model
            ),
            request
        )
        guard let version = try await catalog.version(target.version, of: target.model) else {
            throw StoreFault.notFound(what: "Version \(target.version) of model \(target.model)")
        }
        guard version.state == .draft else {
            throw StoreFault.conflict(
                detail: "Version \(target.version) is sealed and takes no files. Create a new version."
            )
        }
        return try await StreamContent(contents: contents)(
            body,
            announcedDigest: target.announcedDigest,
            announcedBytes: target.announcedBytes,
            for: model?.ownerTeamID
        ) { stored in
            let file = VersionFile(
                path: target.path,
                digest: stored.digest,
                sizeBytes: stored.sizeBytes,
                createdAt: gate.now
            )
            return try await catalog.attachFile(
                file,
                toVersion: target.version,
                of: target.model,
                under: grant
            )
        }
    }
}

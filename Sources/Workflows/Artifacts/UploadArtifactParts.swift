package import Access
package import Catalog
package import Identifiers

/// Files that arrive in parts, in any order and after any pause: begun, continued where they stopped, completed.
///
/// A part is a content of its own until the upload is complete. Then all are read once in order, each checked against
/// its digest, into one content, and are removed.
package struct UploadArtifactParts: Sendable {
    /// The largest single part.
    package static let partBytesMax: Int64 = 5 << 30
    private static let pieceBytes = 1 << 20

    private let uploads: any ArtifactUploadStore
    private let trees: ArtifactTrees
    private let contents: any ArtifactContentStore
    private let collect: CollectContents
    private let gate: Gate

    package init(
        artifacts: any ArtifactStore,
        uploads: any ArtifactUploadStore,
        contents: any ArtifactContentStore,
        collect: CollectContents,
        gate: Gate
    ) {
        self.uploads = uploads
        trees = ArtifactTrees(artifacts: artifacts, gate: gate)
        self.contents = contents
        self.collect = collect
        self.gate = gate
    }

    package func begin(
        at location: ArtifactLocation,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<ArtifactUpload> {
        let permit = try await trees.grant(.artifactsWrite, at: location, by: actor, request)
        guard let path = location.path else {
            throw InvalidInput("path", "must name a file below the artifact root")
        }
        let upload = ArtifactUpload(
            id: .new(at: gate.now),
            root: permit.tree.root,
            path: path,
            createdAt: gate.now,
            createdBy: actor.principalID,
            expiresAt: gate.now.advanced(bySeconds: ArtifactUpload.lifetimeSeconds)
        )
        return try await uploads.begin(upload, under: permit.grant)
    }

    /// The upload with the parts that have arrived, for going on after a pause.
    package func get(_ id: ArtifactUploadID, by actor: Actor) async throws -> (
        upload: ArtifactUpload, parts: [ArtifactPart]
    ) {
        let upload = try await uploads.upload(id)
        let tree = try await upload.asyncMap { try await trees.artifacts.tree($0.root) }
        try gate.check(actor, .artifactsRead, on: Self.resource(id, upload, tree))
        guard let upload else { throw StoreFault.notFound(what: "Upload \(id)") }
        return (upload, try await uploads.parts(of: id))
    }

    /// Takes one part; the same number again replaces it.
    package func put<Body: AsyncSequence & Sendable>(
        part number: Int,
        of id: ArtifactUploadID,
        body: Body,
        announcedDigest: Digest?,
        announcedBytes: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<ArtifactPart> where Body.Element == [UInt8] {
        let permit = try await permit(.artifactsWrite, id, by: actor, request)
        guard (1...ArtifactUpload.partsMax).contains(number) else {
            throw InvalidInput("part_number", "must be 1 to \(ArtifactUpload.partsMax)")
        }
        if let announcedBytes, announcedBytes > Self.partBytesMax {
            throw InvalidInput("body", "must have at most \(Self.partBytesMax) bytes a part")
        }
        return try await StreamContent(contents: contents)(
            body,
            announcedDigest: announcedDigest,
            announcedBytes: announcedBytes,
            for: permit.tree.teamID,
            bytesLeft: try await bytesLeft(in: permit.tree, beside: id, replacing: number)
        ) { stored in
            let part = ArtifactPart(number: number, digest: stored.digest, sizeBytes: stored.sizeBytes)
            return try await uploads.put(part, of: id, under: permit.grant)
        }
    }

    /// Joins the parts 1 to n. `expected` is what the client believes to have sent, by number and digest; nil takes what
    /// is there, which must have no gap.
    package func complete(
        _ id: ArtifactUploadID,
        expecting expected: [(number: Int, digest: Digest)]?,
        digest: Digest? = nil,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Artifact> {
        let permit = try await permit(.artifactsWrite, id, by: actor, request)
        let parts = try await uploads.parts(of: id)
        try Self.check(parts, against: expected)
        let artifact = try await StreamContent(contents: contents)(
            PartSequence(parts: parts, contents: contents, pieceBytes: Self.pieceBytes),
            announcedDigest: digest,
            announcedBytes: parts.reduce(0) { $0 + $1.sizeBytes },
            for: permit.tree.teamID
        ) { stored in
            try await uploads.complete(id, with: stored, in: permit.tree, under: permit.grant)
        }
        try await collect(Set(parts.map(\.digest)))
        return artifact
    }

    package func abort(
        _ id: ArtifactUploadID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<ArtifactUpload> {
        let permit = try await permit(.artifactsWrite, id, by: actor, request)
        let parts = try await uploads.parts(of: id)
        let aborted = try await uploads.abort(id, under: permit.grant)
        try await collect(Set(parts.map(\.digest)))
        return aborted
    }

    private func permit(
        _ action: Action,
        _ id: ArtifactUploadID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> ArtifactPermit {
        guard let upload = try await uploads.upload(id), upload.expiresAt > gate.now else {
            try gate.check(actor, action, on: Self.resource(id, nil, nil))
            throw StoreFault.notFound(what: "Upload \(id)")
        }
        return try await trees.grant(action, at: upload.location, by: actor, request)
    }

    private static func resource(_ id: ArtifactUploadID, _ upload: ArtifactUpload?, _ tree: ArtifactTree?)
        -> Resource
    {
        tree?.resource(at: upload?.path) ?? Resource(.artifact, name: "upload \(id)")
    }

    private func bytesLeft(
        in tree: ArtifactTree,
        beside id: ArtifactUploadID,
        replacing number: Int
    ) async throws -> Int64? {
        guard let team = tree.teamID, let left = try await trees.artifacts.bytesLeft(of: team) else {
            return Self.partBytesMax
        }
        let others = try await uploads.parts(of: id).filter { $0.number != number }
        return min(Self.partBytesMax, max(0, left - others.reduce(0) { $0 + $1.sizeBytes }))
    }

    private static func check(_ parts: [ArtifactPart], against expected: [(number: Int, digest: Digest)]?)
        throws
    {
        guard !parts.isEmpty else { throw InvalidInput("parts", "must be at least one") }
        if let expected {
            guard expected.map(\.number) == Array(1...max(1, expected.count)) else {
                throw InvalidInput("parts", "must be numbered 1 to n in ascending order, each once")
            }
            for part in expected where parts.first(where: { $0.number == part.number })?.digest != part.digest
            {
                throw InvalidInput("parts", "part \(part.number) is missing or has another ETag")
            }
            guard parts.count == expected.count else {
                throw InvalidInput("parts", "leave out parts that were sent; name them or begin a new upload")
            }
        }
        let gap = parts.indices.first { parts[$0].number != $0 + 1 }
        if let gap { throw InvalidInput("parts", "part \(gap + 1) is missing") }
    }
}

extension Optional {
    fileprivate func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value?) async throws -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}

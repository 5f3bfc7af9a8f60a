import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/datasets`
struct DatasetRoutes: Sendable {
    let register: RegisterDataset
    let read: ReadDatasets

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("datasets", use: list)
        routes.post("datasets", use: create)
        routes.get("datasets/:dataset", use: get)
        routes.get("datasets/:dataset/versions", use: versions)
        routes.post("datasets/:dataset/versions", use: addClaim)
        routes.put("datasets/:dataset/versions/files/**", use: addFile)
        routes.get("datasets/:dataset/versions/:version", use: version)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        try Reply.page(
            try await read.datasets(page: request.page(), by: context.requireActor()),
            WireDataset.init
        )
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await read.dataset(context.resourceName("dataset"), by: context.requireActor())
        return try Reply.json(WireDataset(found), revision: found.revision)
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(DatasetInput.self, from: request)
        let made = try await register(
            name: input.name,
            ownerTeam: input.ownerTeam,
            description: input.description ?? "",
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(
            made.map(WireDataset.init),
            status: .created,
            revision: made.value.revision,
            location: "/api/v1/datasets/\(made.value.name)"
        )
    }

    private func versions(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await read.versions(
            of: context.resourceName("dataset"),
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireDatasetVersion.init)
    }

    private func version(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await read.version(
            context.versionNumber(),
            of: context.resourceName("dataset"),
            by: context.requireActor()
        )
        return try Reply.json(WireDatasetVersion(found))
    }

    /// A version by its digest alone, marked as the client's claim.
    private func addClaim(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(DatasetClaimInput.self, from: request)
        guard input.digest.hasPrefix("sha256:"),
            let digest = Digest(hex: input.digest.dropFirst("sha256:".count))
        else {
            throw InvalidInput("digest", "must be sha256: and 64 lower-case hexadecimal digits")
        }
        let made = try await register.addClaimedVersion(
            of: context.resourceName("dataset"),
            digest: digest,
            description: input.description ?? "",
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireDatasetVersion.init), status: .created)
    }

    /// A version of one file, streamed in and hashed here.
    private func addFile(_ request: Request, _ context: APIContext) async throws -> Response {
        let digest = try request.announcedDigest()
        let description = request.uri.queryParameters["description"].map(String.init) ?? ""
        let made = try await register.addComputedVersion(
            of: context.resourceName("dataset"),
            path: context.filePath(),
            body: BodyPieces(body: request.body),
            announcedDigest: digest,
            announcedBytes: request.announcedBytes,
            description: description,
            by: context.requireActor(),
            request.context(context, announcing: digest)
        )
        return try Reply.recorded(made.map(WireDatasetVersion.init), status: .created)
    }
}

private struct DatasetInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, description
        case ownerTeam = "owner_team"
    }
    typealias Fields = CodingKeys

    var name: String
    var ownerTeam: String
    var description: String?
}

private struct DatasetClaimInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case digest, description
    }
    typealias Fields = CodingKeys

    var digest: String
    var description: String?
}

private struct WireDataset: Encodable, Sendable {
    var id: DatasetID
    var name: ResourceName
    var ownerTeam: String
    var description: String
    var versionCount: Int
    var createdAt: Instant
    var createdBy: PrincipalID

    init(_ dataset: Dataset) {
        id = dataset.id
        name = dataset.name
        ownerTeam = dataset.ownerTeamName
        description = dataset.description
        versionCount = dataset.versionCount
        createdAt = dataset.createdAt
        createdBy = dataset.createdBy
    }
}

private struct WireDatasetVersion: Encodable, Sendable {
    var id: DatasetVersionID
    var dataset: ResourceName
    var version: Int
    var digest: String
    /// `computed` over files held here, or `claimed` by the client.
    var digestOrigin: DatasetVersion.DigestOrigin
    var files: [WireFile]
    var description: String
    var createdAt: Instant
    var createdBy: PrincipalID

    init(_ version: DatasetVersion) {
        id = version.id
        dataset = version.datasetName
        self.version = version.number
        digest = "sha256:\(version.digest.hex)"
        digestOrigin = version.digestOrigin
        files = version.files.map(WireFile.init)
        description = version.description
        createdAt = version.createdAt
        createdBy = version.createdBy
    }
}

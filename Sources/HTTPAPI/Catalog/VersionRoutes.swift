import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/models/{model}/versions`
struct VersionRoutes: Sendable {
    let versions: CreateVersion
    let read: ReadModels

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("models/:model/versions", use: list)
        routes.post("models/:model/versions", use: create)
        routes.get("models/:model/versions/:version", use: get)
        routes.post("models/:model/versions/:version/seal", use: seal)
        routes.get("models/:model/versions/:version/files", use: files)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await read.versions(
            of: context.modelReference("model"),
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireVersion.init)
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let version = try await read.version(
            context.versionNumber(),
            of: context.modelReference("model"),
            by: context.requireActor()
        )
        return try Reply.json(WireVersion(version), revision: version.revision)
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(VersionInput.self, from: request)
        let made = try await versions(
            of: context.resourceName("model"),
            description: input.description ?? "",
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(
            made.map(WireVersion.init),
            status: .created,
            revision: made.value.revision,
            location: "/api/v1/models/\(made.value.modelName)/versions/\(made.value.number)"
        )
    }

    private func seal(_ request: Request, _ context: APIContext) async throws -> Response {
        let made = try await versions.seal(
            context.versionNumber(),
            of: context.resourceName("model"),
            expecting: request.expectedRevision(),
            by: context.requireActor(),
            request.context(context)
        )
        return try Reply.recorded(made.map(WireVersion.init), revision: made.value.revision)
    }

    private func files(_ request: Request, _ context: APIContext) async throws -> Response {
        let files = try await read.files(
            ofVersion: context.versionNumber(),
            of: context.modelReference("model"),
            by: context.requireActor()
        )
        return try Reply.json(["items": files.map(WireFile.init)])
    }
}

private struct VersionInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case description
    }
    typealias Fields = CodingKeys

    var description: String?
}

struct WireVersion: Encodable, Sendable {
    var id: ModelVersionID
    var model: ResourceName
    var version: Int
    var state: ModelVersion.State
    var lifecycle: Lifecycle
    var description: String
    var manifestDigest: String?
    var fileCount: Int
    var sizeBytes: Int64
    var createdAt: Instant
    var createdBy: PrincipalID
    var sealedAt: Instant?
    var source: String?
    var storageLocation: String?
    var runID: String?
    var loggedModelID: String?
    var runLink: String?
    var updatedAt: Instant
    var deletedAt: Instant?

    init(_ version: ModelVersion) {
        id = version.id
        model = version.modelName
        self.version = version.number
        state = version.state
        lifecycle = version.lifecycle
        description = version.description
        manifestDigest = version.manifestDigest.map { "sha256:\($0.hex)" }
        fileCount = version.fileCount
        sizeBytes = version.sizeBytes
        createdAt = version.createdAt
        createdBy = version.createdBy
        sealedAt = version.sealedAt
        source = version.origin?.source
        storageLocation = version.origin?.storageLocation
        runID = version.origin?.runID
        loggedModelID = version.origin?.loggedModelID
        runLink = version.origin?.runLink
        updatedAt = version.updatedAt
        deletedAt = version.deletedAt
    }
}

/// A file of a version, as listings and uploads show it.
struct WireFile: Encodable, Sendable {
    var path: FilePath
    var digest: String
    var sizeBytes: Int64
    var createdAt: Instant

    init(_ file: VersionFile) {
        path = file.path
        digest = "sha256:\(file.digest.hex)"
        sizeBytes = file.sizeBytes
        createdAt = file.createdAt
    }
}

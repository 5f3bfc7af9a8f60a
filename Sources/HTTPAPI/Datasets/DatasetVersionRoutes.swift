import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/datasets/{dataset}/versions`
struct DatasetVersionRoutes: Sendable {
    let register: RegisterDataset
    let read: ReadDatasets

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("datasets/:dataset/versions", use: versions)
        routes.post("datasets/:dataset/versions", use: addClaim)
        routes.put("datasets/:dataset/versions/files/**", use: addFile)
        routes.get("datasets/:dataset/versions/:version", use: version)
    }

    private func versions(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await read.versions(
            of: context.resourceName("dataset"),
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page) { WireDatasetVersion($0, at: read.now) }
    }

    private func version(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await read.version(
            context.versionNumber(),
            of: context.resourceName("dataset"),
            by: context.requireActor()
        )
        return try Reply.json(WireDatasetVersion(found, at: read.now))
    }

    /// A version by its digest alone, marked as the client's claim.
    private func addClaim(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(DatasetClaimInput.self, from: request)
        guard input.digest.hasPrefix("sha256:"),
            let digest = Digest(hex: input.digest.dropFirst("sha256:".count))
        else {
            throw InvalidInput("digest", "must be sha256: and 64 lower-case hexadecimal digits")
        }
        let about = VersionRequest(
            description: input.description ?? "",
            columns: input.schema?.map(\.value.request),
            rowCount: input.rowCount,
            sourceURI: input.sourceURI
        )
        let made = try await register.addClaimedVersion(
            of: context.resourceName("dataset"),
            digest: digest,
            about,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map { WireDatasetVersion($0, at: read.now) }, status: .created)
    }

    /// A version of one file, streamed in and hashed here.
    private func addFile(_ request: Request, _ context: APIContext) async throws -> Response {
        let digest = try request.announcedDigest()
        let query = request.uri.queryParameters
        let rowCount = try query["row_count"].map { text in
            guard let count = Int64(text) else { throw InvalidInput("row_count", "must be a whole number") }
            return count
        }
        let about = VersionRequest(
            description: query["description"].map(String.init) ?? "",
            columns: nil,
            rowCount: rowCount,
            sourceURI: query["source_uri"].map(String.init)
        )
        let made = try await register.addComputedVersion(
            of: context.resourceName("dataset"),
            path: context.filePath(),
            body: BodyPieces(body: request.body),
            announcedDigest: digest,
            announcedBytes: request.announcedBytes,
            about,
            by: context.requireActor(),
            request.context(context, announcing: digest)
        )
        return try Reply.recorded(made.map { WireDatasetVersion($0, at: read.now) }, status: .created)
    }
}

private struct DatasetClaimInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case digest, description, schema
        case rowCount = "row_count"
        case sourceURI = "source_uri"
    }
    typealias Fields = CodingKeys

    var digest: String
    var description: String?
    var schema: [StrictObject<ColumnInput>]?
    var rowCount: Int64?
    var sourceURI: String?
}

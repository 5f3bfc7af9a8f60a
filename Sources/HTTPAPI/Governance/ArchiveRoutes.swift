import Access
import Catalog
import HTTPTypes
import Hummingbird
import Identifiers
import NIOCore
import Workflows

/// `/api/v1/models/{model}/export`, `/api/v1/models/import` and what imported models brought along.
struct ArchiveRoutes: Sendable {
    private static let pieceBytes = 256 << 10

    let export: ExportModel
    let importModel: ImportModel

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("models/:model/export", use: write)
        routes.post("models/import", use: read)
        routes.get("models/:model/origin", use: origin)
        routes.get("models/:model/origin/**", use: claim)
    }

    private func write(_ request: Request, _ context: APIContext) async throws -> Response {
        let archive = try await export(context.resourceName("model"), by: context.requireActor())
        return Reply.streamed(type: "application/x-tar", fileName: "model.tar") { output in
            try await archive.write(to: output)
        }
    }

    private func read(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = request.uri.queryParameters
        let made = try await importModel(
            BodyPieces(body: request.body),
            as: query["name"].map(String.init),
            ownerTeam: query["owner_team"].map(String.init) ?? "",
            accountable: query["accountable"].map(String.init) ?? "",
            by: context.requireActor(),
            request.context(context, announcing: request.announcedDigest())
        )
        return try Reply.recorded(
            made.map(WireOrigin.init),
            status: .created,
            location: "/api/v1/models/\(made.value.modelName)"
        )
    }

    private func origin(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await importModel.origin(
            of: context.resourceName("model"),
            by: context.requireActor()
        )
        var wire = WireOrigin(found.origin)
        wire.claims = found.members.map(WireOrigin.Claim.init)
        return try Reply.json(wire)
    }

    private func claim(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await importModel.claim(
            context.filePath(),
            of: context.resourceName("model"),
            by: context.requireActor()
        )
        let content = found.content
        let body = ResponseBody(contentLength: Int(found.member.sizeBytes)) { writer in
            while true {
                let piece = try await content.read(bytesMax: Self.pieceBytes)
                if piece.isEmpty { break }
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/octet-stream"], body: body)
    }
}

private struct WireOrigin: Encodable, Sendable {
    struct Claim: Encodable, Sendable {
        var path: String
        var digest: String
        var sizeBytes: Int64

        init(_ member: ArchiveMember) {
            path = member.path
            digest = "sha256:\(member.digest.hex)"
            sizeBytes = member.sizeBytes
        }
    }

    var model: ResourceName
    /// What it was called where it came from.
    var originName: ResourceName
    var manifestDigest: String
    var versionCount: Int
    var claimCount: Int
    var importedAt: Instant
    var importedBy: PrincipalID
    /// What the origin said, none of which was seen here.
    var claims: [Claim]?

    init(_ origin: ModelOrigin) {
        model = origin.modelName
        originName = origin.originName
        manifestDigest = "sha256:\(origin.manifestDigest.hex)"
        versionCount = origin.versionCount
        claimCount = origin.claimCount
        importedAt = origin.importedAt
        importedBy = origin.importedBy
    }
}

import Access
import Catalog
import HTTPTypes
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/uploads`: files in parts, which can be continued after any pause.
struct UploadRoutes: Sendable {
    let services: ArtifactServices

    func add(to routes: RouterGroup<APIContext>) {
        routes.post("uploads", use: begin)
        routes.get("uploads/:upload", use: get)
        routes.put("uploads/:upload/parts/:number", use: put)
        routes.post("uploads/:upload/complete", use: complete)
        routes.delete("uploads/:upload", use: abort)
    }

    private func begin(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, bytes) = try await JSONBody.decodeKeepingBytes(NewUpload.self, from: request)
        let made = try await services.parts.begin(
            at: ArtifactLocation(mlflowPath: input.path),
            by: context.requireActor(),
            request.context(context, body: bytes)
        )
        let location = "/api/v1/uploads/\(made.value.id)"
        return try Reply.recorded(
            made.map { WireUpload($0, parts: []) },
            status: .created,
            location: location
        )
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await services.parts.get(context.uploadID(), by: context.requireActor())
        return try Reply.json(WireUpload(found.upload, parts: found.parts))
    }

    private func put(_ request: Request, _ context: APIContext) async throws -> Response {
        guard let number = Int(try context.text("number")) else {
            throw InvalidInput("number", "must be a whole number from 1")
        }
        let digest = try request.announcedDigest()
        let made = try await services.parts.put(
            part: number,
            of: context.uploadID(),
            body: BodyPieces(body: request.body),
            announcedDigest: digest,
            announcedBytes: request.announcedBytes,
            by: context.requireActor(),
            request.context(context, announcing: digest)
        )
        var response = try Reply.recorded(made.map(WirePart.init))
        response.headers[.eTag] = "\"\(made.value.digest.hex)\""
        return response
    }

    private func complete(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, bytes) = try await JSONBody.decodeKeepingBytes(Completion.self, from: request)
        let made = try await services.parts.complete(
            context.uploadID(),
            expecting: input.parts?.map { ($0.value.number, try $0.value.checkedDigest()) },
            digest: input.checkedDigest(),
            by: context.requireActor(),
            request.context(context, body: bytes)
        )
        return try Reply.recorded(made.map(WireArtifact.init), status: .created)
    }

    private func abort(_ request: Request, _ context: APIContext) async throws -> Response {
        let aborted = try await services.parts.abort(
            context.uploadID(),
            by: context.requireActor(),
            request.context(context)
        )
        return try Reply.recorded(aborted.map { WireUpload($0, parts: []) })
    }
}

extension APIContext {
    fileprivate func uploadID() throws -> ArtifactUploadID { try identifier("upload", ArtifactUploadID.self) }
}

private struct NewUpload: WireInput {
    enum Fields: String, CodingKey, CaseIterable { case path }
    typealias CodingKeys = Fields

    /// As in `/api/v1/artifacts/files/{path}`.
    var path: String
}

private struct Completion: WireInput {
    enum Fields: String, CodingKey, CaseIterable { case parts, digest }
    typealias CodingKeys = Fields

    struct Part: WireInput {
        enum Fields: String, CodingKey, CaseIterable { case number, digest }
        typealias CodingKeys = Fields

        var number: Int
        var digest: String

        func checkedDigest() throws -> Digest { try Digest(wire: digest, field: "parts") }
    }

    /// What the client believes to have sent; nil takes what is there.
    var parts: [StrictObject<Part>]?
    /// Of the whole file.
    var digest: String?

    func checkedDigest() throws -> Digest? { try digest.map { try Digest(wire: $0, field: "digest") } }
}

extension Digest {
    fileprivate init(wire text: String, field: String) throws {
        guard text.hasPrefix("sha256:"), let digest = Digest(hex: text.dropFirst("sha256:".count)) else {
            throw InvalidInput(field, "must have digests such as sha256:<64 hexadecimal digits>")
        }
        self = digest
    }
}

private struct WireUpload: Encodable, Sendable {
    var id: String
    var path: String
    var expiresAt: Instant
    var parts: [WirePart]

    init(_ upload: ArtifactUpload, parts: [ArtifactPart]) {
        id = upload.id.description
        path = upload.location.mlflowPath
        expiresAt = upload.expiresAt
        self.parts = parts.map(WirePart.init)
    }
}

private struct WirePart: Encodable, Sendable {
    var number: Int
    var digest: String
    var sizeBytes: Int64

    init(_ part: ArtifactPart) {
        number = part.number
        digest = "sha256:\(part.digest.hex)"
        sizeBytes = part.sizeBytes
    }
}

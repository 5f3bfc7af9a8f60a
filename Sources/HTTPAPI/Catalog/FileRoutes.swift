import Access
import Catalog
import HTTPTypes
package import Hummingbird
import Identifiers
import NIOCore
import Workflows

/// `/api/v1/models/{model}/versions/{version}/files/{path}`: upload and download, streamed both ways.
struct FileRoutes: Sendable {
    private static let pieceBytes = 256 << 10

    let upload: UploadFile
    let read: ReadFile

    func add(to routes: RouterGroup<APIContext>) {
        routes.put("models/:model/versions/:version/files/**", use: put)
        routes.get("models/:model/versions/:version/files/**", use: get)
    }

    private func put(_ request: Request, _ context: APIContext) async throws -> Response {
        let digest = try request.announcedDigest()
        let target = UploadFile.Target(
            model: try context.resourceName("model"),
            version: try context.versionNumber(),
            path: try context.filePath(),
            announcedDigest: digest,
            announcedBytes: request.announcedBytes
        )
        let made = try await upload(
            target,
            body: BodyPieces(body: request.body),
            by: context.requireActor(),
            request.context(context, announcing: digest)
        )
        return try Reply.recorded(made.map(WireFile.init), status: .created)
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await read(
            context.filePath(),
            ofVersion: context.versionNumber(),
            of: context.modelReference("model"),
            by: context.requireActor()
        )
        var headers: HTTPFields = [
            .contentType: "application/octet-stream", .eTag: "\"\(found.file.digest.hex)\"",
        ]
        if let name = HTTPField.Name("Content-Digest") {
            headers[name] = "sha-256=:\(Base64.encode(found.file.digest.bytes)):"
        }
        let content = found.content
        let body = ResponseBody(contentLength: Int(found.file.sizeBytes)) { writer in
            while true {
                let piece = try await content.read(bytesMax: Self.pieceBytes)
                if piece.isEmpty { break }
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}

/// A request body as pieces of bytes, in the order and size they arrive.
package struct BodyPieces: AsyncSequence, Sendable {
    package typealias Element = [UInt8]

    let body: RequestBody

    package init(body: RequestBody) {
        self.body = body
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        var buffers: RequestBody.AsyncIterator

        @concurrent
        package mutating func next() async throws -> [UInt8]? {
            guard let buffer = try await buffers.next() else { return nil }
            return Array(buffer.readableBytesView)
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(buffers: body.makeAsyncIterator())
    }
}

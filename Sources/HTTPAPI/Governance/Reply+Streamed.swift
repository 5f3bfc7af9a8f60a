import HTTPTypes
import Hummingbird
import NIOCore

extension Reply {
    /// A download whose bytes are made while they are sent; it breaks off when `write` throws.
    static func streamed(
        type: String,
        fileName: String,
        _ write:
            @escaping @Sendable (_ output: @escaping @Sendable ([UInt8]) async throws -> Void) async throws ->
            Void
    ) -> Response {
        var headers: HTTPFields = [.contentType: type]
        if let name = HTTPField.Name("Content-Disposition") {
            headers[name] = "attachment; filename=\"\(fileName)\""
        }
        let body = ResponseBody { writer in
            let handover = PieceHandover()
            let writing = Task {
                do {
                    try await write { try await handover.put($0) }
                    await handover.end()
                } catch {
                    await handover.end(error)
                }
            }
            do {
                while let piece = try await handover.next() {
                    try await writer.write(ByteBuffer(bytes: piece))
                }
                try await writer.finish(nil)
            } catch {
                await handover.giveUp()
                writing.cancel()
                throw error
            }
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}

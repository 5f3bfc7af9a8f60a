package import Catalog
import HTTPTypes
package import Hummingbird
import Identifiers
import NIOCore
package import Workflows

/// The answer to a download: whole or a range, streamed from the store in constant memory, checked on the way.
package struct ArtifactDownload: Sendable {
    private static let pieceBytes = 256 << 10

    private let find: FindArtifacts
    private let refusal: @Sendable (String) throws -> Response

    /// - Parameter refusal: How the API says that nothing of the file is in the range.
    package init(find: FindArtifacts, refusal: @escaping @Sendable (String) throws -> Response) {
        self.find = find
        self.refusal = refusal
    }

    /// 200, 206, 304 or 416. The digest is the ETag, so `If-Range` and `If-None-Match` hold whatever happens to the path.
    package func response(to request: Request, for artifact: Artifact) async throws -> Response {
        let tag = "\"\(artifact.digest.hex)\""
        if let known = request.headers[.ifNoneMatch], known == "*" || known.contains(tag) {
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        let guardTag = request.headers[.ifRange]
        let header = guardTag == nil || guardTag == tag ? request.headers[.range] : nil
        switch ByteRange(header: header, sizeBytes: artifact.sizeBytes) {
        case .whole:
            return try await response(.ok, artifact, nil, request)
        case .part(let range):
            return try await response(.partialContent, artifact, range, request)
        case .unsatisfiable:
            var refused = try refusal(
                "The file has \(artifact.sizeBytes) bytes; none of them is in the range."
            )
            refused.status = .rangeNotSatisfiable
            refused.headers[.contentRange] = "bytes */\(artifact.sizeBytes)"
            refused.headers[.eTag] = tag
            return refused
        }
    }

    private func response(
        _ status: HTTPResponse.Status,
        _ artifact: Artifact,
        _ range: Range<Int64>?,
        _ request: Request
    ) async throws -> Response {
        var headers = Self.headers(of: artifact)
        if let range {
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(artifact.sizeBytes)"
        }
        let byteCount = range.map { Int64($0.count) } ?? artifact.sizeBytes
        guard request.method != .head else {
            headers[.contentLength] = String(byteCount)
            return Response(status: status, headers: headers)
        }
        let content = try await find.open(artifact, range: range)
        return Response(status: status, headers: headers, body: Self.body(of: content, byteCount: byteCount))
    }

    private static func body(of content: any ContentReader, byteCount: Int64) -> ResponseBody {
        ResponseBody(contentLength: Int(byteCount)) { writer in
            while true {
                let piece = try await content.read(bytesMax: pieceBytes)
                if piece.isEmpty { break }
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
    }

    private static func headers(of artifact: Artifact) -> HTTPFields {
        let name = artifact.path.text.split(separator: "/").last.map(String.init) ?? "artifact"
        var headers: HTTPFields = [
            .contentType: MediaType.of(fileName: name), .eTag: "\"\(artifact.digest.hex)\"",
            .acceptRanges: "bytes", .contentDisposition: disposition(name),
            .xContentTypeOptions: "nosniff",
        ]
        if let field = HTTPField.Name("Repr-Digest") {
            headers[field] = "sha-256=:\(Base64.encode(artifact.digest.bytes)):"
        }
        return headers
    }

    /// With the name in ASCII for old clients and as it is for all others (RFC 6266).
    private static func disposition(_ name: String) -> String {
        let plain = String(
            name.unicodeScalars.map { scalar in
                scalar.isASCII && scalar != "\"" && scalar != "\\" ? Character(scalar) : "_"
            }
        )
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PercentEncoding.encode(name))"
    }
}

package import Access
package import HTTPTypes
package import Hummingbird
import Identifiers
import NIOCore

/// Responses in the conventions of the API.
package enum Reply {
    /// JSON, with an ETag when the resource has a revision.
    package static func json(
        _ value: some Encodable,
        status: HTTPResponse.Status = .ok,
        revision: Int64? = nil
    ) throws -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let revision { headers[.eTag] = "\"\(revision)\"" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: try JSONBody.encode(value)))
    }

    /// The outcome of a change, naming the audit entry that records it.
    package static func recorded(
        _ value: some Encodable,
        of effectID: EffectID,
        isReplay: Bool = false,
        status: HTTPResponse.Status = .ok,
        revision: Int64? = nil,
        location: String? = nil
    ) throws -> Response {
        var response = try json(value, status: status, revision: revision)
        if let name = HTTPField.Name("Assay-Audit-Entry") { response.headers[name] = "\(effectID)" }
        if isReplay, let name = HTTPField.Name("Idempotency-Replayed") { response.headers[name] = "true" }
        if let location { response.headers[.location] = location }
        return response
    }

    /// The same for a recorded value.
    package static func recorded<Value: Encodable & Sendable>(
        _ recorded: Recorded<Value>,
        status: HTTPResponse.Status = .ok,
        revision: Int64? = nil,
        location: String? = nil
    ) throws -> Response {
        try self.recorded(
            recorded.value,
            of: recorded.effectID,
            isReplay: recorded.isReplay,
            status: status,
            revision: revision,
            location: location
        )
    }

    /// One page of a listing.
    package static func page<Item: Sendable, Wire: Encodable>(
        _ page: Page<Item>,
        _ wire: (Item) -> Wire
    ) throws -> Response {
        try json(
            WirePage(
                items: page.items.map(wire),
                nextPageToken: page.next.map { Hexadecimal.encode(Array($0.utf8)) }
            )
        )
    }

    /// Bytes as they are, `no-store` unless `cache` says otherwise.
    package static func bytes(_ bytes: [UInt8], type: String, cache: String? = nil) -> Response {
        var headers: HTTPFields = [.contentType: type]
        if let cache { headers[.cacheControl] = cache }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

private struct WirePage<Item: Encodable>: Encodable {
    var items: [Item]
    var nextPageToken: String?
}

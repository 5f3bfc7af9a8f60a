package import HTTPTypes
package import Hummingbird
package import Workflows

/// An error as a client sees it: `application/problem+json` (RFC 9457). What it says is safe to show to anyone.
package struct Problem: Error, Sendable, Encodable {
    /// A stable word for programs: `about:blank#<word>` is the `type`.
    package let kind: String
    package let status: HTTPResponse.Status
    package let detail: String
    package let faults: [InvalidInput.Fault]
    package let retryAfterSeconds: Int?
    /// For 405, what the address takes.
    private let allowedMethods: [String]

    package init(
        _ status: HTTPResponse.Status,
        _ kind: String,
        _ detail: String,
        faults: [InvalidInput.Fault] = [],
        retryAfterSeconds: Int? = nil,
        allowedMethods: [String] = []
    ) {
        self.status = status
        self.kind = kind
        self.detail = detail
        self.faults = faults
        self.retryAfterSeconds = retryAfterSeconds
        self.allowedMethods = allowedMethods
    }

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, errors
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("urn:assay:problem:\(kind)", forKey: .type)
        try container.encode(status.reasonPhrase, forKey: .title)
        try container.encode(status.code, forKey: .status)
        try container.encode(detail, forKey: .detail)
        if !faults.isEmpty { try container.encode(faults, forKey: .errors) }
    }

    /// The response with the headers that belong to its status.
    package func response() throws -> Response {
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"assay\"" }
        if !allowedMethods.isEmpty { headers[.allow] = allowedMethods.joined(separator: ", ") }
        if let retryAfterSeconds { headers[.retryAfter] = String(retryAfterSeconds) }
        return Response(status: status, headers: headers, body: .init(byteBuffer: try JSONBody.encode(self)))
    }
}

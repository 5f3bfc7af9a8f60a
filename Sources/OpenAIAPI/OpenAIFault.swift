import HTTPAPI
import HTTPTypes
import Hummingbird

/// An error as OpenAI's clients read it: `{"error": {"message", "type", "param", "code"}}`.
///
/// Safe to show to anyone.
struct OpenAIFault: Error, Sendable {
    enum Kind: String, Encodable, Sendable {
        case invalidRequest = "invalid_request_error"
        case authentication = "authentication_error"
        case permission = "permission_error"
        case rateLimit = "rate_limit_error"
        case server = "server_error"
    }

    var status: HTTPResponse.Status
    var kind: Kind
    var message: String
    /// The field of the request that is at fault.
    var parameter: String?
    /// A stable word for programs.
    var code: String?
    var retryAfterSeconds: Int?
    /// For 405, what the address takes.
    var allowedMethods: [String] = []

    init(
        _ status: HTTPResponse.Status,
        _ kind: Kind,
        _ message: String,
        parameter: String? = nil,
        code: String? = nil,
        retryAfterSeconds: Int? = nil
    ) {
        self.status = status
        self.kind = kind
        self.message = message
        self.parameter = parameter
        self.code = code
        self.retryAfterSeconds = retryAfterSeconds
    }

    func response() throws -> Response {
        var response = try Reply.json(Envelope(error: .init(self)), status: status)
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer realm=\"assay\"" }
        if !allowedMethods.isEmpty { response.headers[.allow] = allowedMethods.joined(separator: ", ") }
        if let retryAfterSeconds { response.headers[.retryAfter] = String(retryAfterSeconds) }
        return response
    }
}

private struct Envelope: Encodable {
    struct Body: Encodable {
        let fault: OpenAIFault

        enum CodingKeys: String, CodingKey {
            case message, type, param, code
        }

        init(_ fault: OpenAIFault) {
            self.fault = fault
        }

        /// All four members always: clients read `param` and `code` without looking whether they are there.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(fault.message, forKey: .message)
            try container.encode(fault.kind, forKey: .type)
            try container.encode(fault.parameter, forKey: .param)
            try container.encode(fault.code, forKey: .code)
        }
    }

    var error: Body
}

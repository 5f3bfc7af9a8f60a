import HTTPAPI
import HTTPTypes
import Hummingbird

/// An error as MLflow's clients read it: `{"error_code", "message"}`. Safe to show to anyone.
///
/// Routes throw one where MLflow's wording or code differs from what the map gives.
struct MLflowFault: Error, Hashable, Sendable {
    var code: MLflowErrorCode
    var message: String
    /// The code's own status unless that would make a client repeat what can never succeed.
    var status: HTTPResponse.Status
    var retryAfterSeconds: Int?
    /// For 405, what the address takes.
    var allowedMethods: [String] = []

    init(
        _ code: MLflowErrorCode,
        _ message: String,
        status: HTTPResponse.Status? = nil,
        retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.status = status ?? code.status
        self.retryAfterSeconds = retryAfterSeconds
    }

    static func invalid(_ message: String) -> MLflowFault {
        MLflowFault(.invalidParameterValue, message)
    }

    static func missing(_ field: String) -> MLflowFault {
        .invalid(
            "Missing value for required parameter '\(field)'."
                + " See the API docs for more information about request parameters."
        )
    }

    /// `expected` completes "must be …".
    static func invalid(_ field: String, mustBe expected: String) -> MLflowFault {
        .invalid(
            "Invalid value for parameter '\(field)' supplied: it must be \(expected)."
                + " See the API docs for more information about request parameters."
        )
    }

    static func notFound(_ message: String) -> MLflowFault {
        MLflowFault(.resourceDoesNotExist, message)
    }

    func response() -> Response {
        var body = MLflowObject()
        body.add("error_code", code.rawValue)
        body.add("message", message)
        var response = body.response(status: status)
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Basic realm=\"assay\"" }
        if !allowedMethods.isEmpty { response.headers[.allow] = allowedMethods.joined(separator: ", ") }
        if let retryAfterSeconds { response.headers[.retryAfter] = String(retryAfterSeconds) }
        return response
    }
}

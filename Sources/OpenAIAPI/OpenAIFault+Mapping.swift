import Access
import HTTPAPI
import HTTPTypes
import Hummingbird
import Retrieval
import Workflows

extension OpenAIFault {
    /// Nil for what nobody foresaw.
    static func describing(_ error: any Error) -> OpenAIFault? {
        switch error {
        case let fault as OpenAIFault: fault
        case let invalid as InvalidInput: describing(invalid)
        case let problem as Problem: describing(problem)
        case let fault as StoreFault: describing(fault)
        case let denied as AccessDenied:
            OpenAIFault(.forbidden, .permission, denied.description, code: "forbidden")
        case let error as InferenceError: describing(error, field: "input")
        case let unknown as UnknownModel: describing(unknown)
        case is AuthenticationRequired:
            OpenAIFault(
                .unauthorized,
                .authentication,
                "Send a valid token: Authorization: Bearer asy_…",
                code: "invalid_api_key"
            )
        case let refusal as MethodNotAllowed: describing(refusal)
        case let error as any HTTPResponseError: describing(status: error.status)
        default: nil
        }
    }

    private static func describing(_ refusal: MethodNotAllowed) -> OpenAIFault {
        var fault = OpenAIFault(
            .methodNotAllowed,
            .invalidRequest,
            "This address takes \(refusal.allowed.joined(separator: ", ")).",
            code: "method_not_allowed"
        )
        fault.allowedMethods = refusal.allowed
        return fault
    }

    private static func describing(_ invalid: InvalidInput) -> OpenAIFault {
        OpenAIFault(.badRequest, .invalidRequest, invalid.description, parameter: invalid.faults.first?.field)
    }

    private static func describing(_ problem: Problem) -> OpenAIFault {
        OpenAIFault(
            problem.status,
            kind(of: problem.status),
            problem.detail,
            parameter: problem.faults.first?.field,
            code: problem.kind,
            retryAfterSeconds: problem.retryAfterSeconds
        )
    }

    private static func describing(_ fault: StoreFault) -> OpenAIFault? {
        switch fault {
        case .unavailable(let seconds):
            unavailable(fault.description, retryAfterSeconds: seconds)
        case .notFound:
            OpenAIFault(.notFound, .invalidRequest, fault.description, code: "not_found")
        case .invalid(let field, _):
            OpenAIFault(.badRequest, .invalidRequest, fault.description, parameter: field)
        case .alreadyExists, .revisionMismatch, .conflict, .idempotencyKeyReused, .storageFull,
            .quotaExceeded:
            nil
        }
    }

    private static func describing(_ unknown: UnknownModel) -> OpenAIFault {
        OpenAIFault(
            .notFound,
            .invalidRequest,
            unknown.description,
            parameter: "model",
            code: "model_not_found"
        )
    }

    /// `field` is the list of texts in the request.
    static func describing(_ error: InferenceError, field: String) -> OpenAIFault {
        switch error {
        case .overloaded(let seconds): overloaded(error.description, retryAfterSeconds: seconds)
        case .requestTooLarge:
            OpenAIFault(.badRequest, .invalidRequest, error.description, parameter: field)
        case .textTooLong(let index, let tokens, let tokensMax):
            OpenAIFault(
                .badRequest,
                .invalidRequest,
                "\(field)[\(index)] has \(tokens) tokens, the model reads at most \(tokensMax). Shorten it, or "
                    + "send \"truncate\": \"end\" to have only its beginning read.",
                parameter: "\(field)[\(index)]",
                code: "context_length_exceeded"
            )
        case .stopped, .failed: unavailable(error.description, retryAfterSeconds: 1)
        }
    }

    /// The framework's own refusals: unknown routes, wrong methods.
    private static func describing(status: HTTPResponse.Status) -> OpenAIFault {
        let message =
            status == .notFound
            ? "There is nothing at this address." : "The request was refused: \(status.reasonPhrase)."
        return OpenAIFault(status, kind(of: status), message, code: status == .notFound ? "not_found" : nil)
    }

    private static func overloaded(_ message: String, retryAfterSeconds: Int) -> OpenAIFault {
        OpenAIFault(
            .tooManyRequests,
            .rateLimit,
            message,
            code: "rate_limit_exceeded",
            retryAfterSeconds: retryAfterSeconds
        )
    }

    private static func unavailable(_ message: String, retryAfterSeconds: Int) -> OpenAIFault {
        OpenAIFault(
            .serviceUnavailable,
            .server,
            message,
            code: "unavailable",
            retryAfterSeconds: retryAfterSeconds
        )
    }

    private static func kind(of status: HTTPResponse.Status) -> Kind {
        switch status.code {
        case 401: .authentication
        case 403: .permission
        case 429: .rateLimit
        case 500...: .server
        default: .invalidRequest
        }
    }
}

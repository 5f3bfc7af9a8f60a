import Access
import Catalog
package import HTTPTypes
import Hummingbird
import Identifiers
import Retrieval
import Workflows

extension Problem {
    /// The one map from what can go wrong to what a client is told. Nil for what nobody foresaw.
    package static func describing(_ error: any Error) -> Problem? {
        switch error {
        case let problem as Problem: problem
        case let denied as AccessDenied: Problem(.forbidden, "forbidden", denied.description)
        case let invalid as InvalidInput:
            Problem(.unprocessableContent, "invalid_input", invalid.description, faults: invalid.faults)
        case let fault as StoreFault: describing(fault)
        case let fault as ArtifactPathFault: Problem(.unprocessableContent, "invalid_path", fault.description)
        case let refusal as SearchRefusal:
            Problem(.unprocessableContent, "invalid_input", refusal.description)
        case let refusal as QuantizationRefused:
            Problem(.unprocessableContent, "evaluation_failed", refusal.description)
        case let fault as TrackingFault: describing(fault)
        case let refusal as InferenceError: describing(refusal)
        case is AuthenticationRequired:
            Problem(.unauthorized, "unauthenticated", "Send a valid token: Authorization: Bearer asy_…")
        case is ForgedRequest:
            Problem(
                .forbidden,
                "forged_request",
                "A change with the page's cookie must come from the page itself."
            )
        case is IncompleteBody:
            Problem(.badRequest, "incomplete_body", "The body broke off before it was whole. Send all of it.")
        case let refusal as MethodNotAllowed:
            Problem(
                .methodNotAllowed,
                "method_not_allowed",
                "This address takes \(refusal.allowed.joined(separator: ", ")).",
                allowedMethods: refusal.allowed
            )
        case let error as any HTTPResponseError: describing(error)
        default: nil
        }
    }

    private static func describing(_ fault: TrackingFault) -> Problem {
        switch fault.kind {
        case .missing: Problem(.notFound, "not_found", fault.description)
        case .taken: Problem(.conflict, "already_exists", fault.description)
        case .refused: Problem(.unprocessableContent, "invalid_input", fault.description)
        }
    }

    private static func describing(_ refusal: InferenceError) -> Problem {
        switch refusal {
        case .overloaded(let seconds):
            Problem(.tooManyRequests, "overloaded", refusal.description, retryAfterSeconds: seconds)
        case .requestTooLarge: Problem(.contentTooLarge, "too_large", refusal.description)
        case .textTooLong: Problem(.contentTooLarge, "text_too_long", refusal.description)
        case .stopped, .failed:
            Problem(.serviceUnavailable, "unavailable", refusal.description, retryAfterSeconds: 5)
        }
    }

    private static func describing(_ fault: StoreFault) -> Problem {
        switch fault {
        case .notFound: Problem(.notFound, "not_found", fault.description)
        case .alreadyExists: Problem(.conflict, "already_exists", fault.description)
        case .revisionMismatch: Problem(.preconditionFailed, "revision_mismatch", fault.description)
        case .conflict: Problem(.conflict, "conflict", fault.description)
        case .invalid(let field, let detail):
            Problem(
                .unprocessableContent,
                "invalid_input",
                fault.description,
                faults: [.init(field: field, detail: detail)]
            )
        case .idempotencyKeyReused:
            Problem(.unprocessableContent, "idempotency_key_reused", fault.description)
        case .unavailable(let seconds):
            Problem(.serviceUnavailable, "unavailable", fault.description, retryAfterSeconds: seconds)
        // Not 429 and not 507, which clients take for passing and repeat for minutes.
        case .quotaExceeded: Problem(.forbidden, "quota_exceeded", fault.description)
        case .storageFull: Problem(.insufficientStorage, "storage_full", fault.description)
        }
    }

    /// The framework's own refusals: unknown routes, wrong methods, oversized headers.
    private static func describing(_ error: any HTTPResponseError) -> Problem {
        switch error.status {
        case .notFound: Problem(.notFound, "not_found", "There is nothing at this address.")
        case .contentTooLarge: Problem(.contentTooLarge, "too_large", "The request body is too large.")
        default: Problem(error.status, "refused", "The request was refused: \(error.status.reasonPhrase).")
        }
    }
}

extension HTTPResponse.Status {
    /// 507 (RFC 4918 section 11.5).
    package static let insufficientStorage = HTTPResponse.Status(
        code: 507,
        reasonPhrase: "Insufficient Storage"
    )
}

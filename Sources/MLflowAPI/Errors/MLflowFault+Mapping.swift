import Access
import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird

extension MLflowFault {
    /// The map from what can go wrong to what an MLflow client is told. Nil for what nobody foresaw.
    ///
    /// A refusal never travels as 500, 502 or 504, and as 429 or 503 only when the same request may succeed
    /// later: clients repeat those for minutes.
    static func describing(_ error: any Error) -> MLflowFault? {
        switch error {
        case let fault as MLflowFault: fault
        case let fault as StoreFault: describing(fault)
        case let refusal as SearchRefusal: .invalid(refusal.description)
        case let fault as TrackingFault: describing(fault)
        case is AuthenticationRequired:
            MLflowFault(
                .unauthenticated,
                "You are not authenticated. Send a valid token: set MLFLOW_TRACKING_TOKEN, or"
                    + " MLFLOW_TRACKING_PASSWORD with any MLFLOW_TRACKING_USERNAME."
            )
        case let fault as ArtifactPathFault: .invalid(fault.description)
        case let refusal as MethodNotAllowed: describing(refusal)
        case let error as any HTTPResponseError where error.status == .notFound:
            MLflowFault(.endpointNotFound, "There is nothing at this address.")
        default: Problem.describing(error).map(describing)
        }
    }

    private static func describing(_ refusal: MethodNotAllowed) -> MLflowFault {
        var fault = MLflowFault(
            .badRequest,
            "This address takes \(refusal.allowed.joined(separator: ", ")).",
            status: .methodNotAllowed
        )
        fault.allowedMethods = refusal.allowed
        return fault
    }

    private static func describing(_ fault: TrackingFault) -> MLflowFault {
        switch fault.kind {
        case .missing: .notFound(fault.description)
        case .taken: MLflowFault(.resourceAlreadyExists, fault.description)
        case .refused: .invalid(fault.description)
        }
    }

    private static func describing(_ fault: StoreFault) -> MLflowFault {
        switch fault {
        case .notFound: .notFound(fault.description)
        case .alreadyExists: MLflowFault(.resourceAlreadyExists, fault.description)
        case .revisionMismatch, .conflict: MLflowFault(.resourceConflict, fault.description)
        case .invalid, .idempotencyKeyReused: .invalid(fault.description)
        case .unavailable(let seconds):
            MLflowFault(.temporarilyUnavailable, fault.description, retryAfterSeconds: seconds)
        // Not the code's own 429: a full quota does not empty itself, and clients would repeat for minutes.
        case .quotaExceeded: MLflowFault(.resourceExhausted, fault.description, status: .forbidden)
        case .storageFull: MLflowFault(.resourceExhausted, fault.description, status: .insufficientStorage)
        }
    }

    private static func describing(_ problem: Problem) -> MLflowFault {
        switch problem.status.code {
        case 401: MLflowFault(.unauthenticated, problem.detail)
        case 403: MLflowFault(.permissionDenied, problem.detail)
        case 404: .notFound(problem.detail)
        case 409: MLflowFault(.resourceConflict, problem.detail)
        case 429:
            MLflowFault(
                .requestLimitExceeded,
                problem.detail,
                retryAfterSeconds: problem.retryAfterSeconds
            )
        case 501: MLflowFault(.notImplemented, problem.detail)
        case 503:
            MLflowFault(
                .temporarilyUnavailable,
                problem.detail,
                retryAfterSeconds: problem.retryAfterSeconds
            )
        case 507: MLflowFault(.resourceExhausted, problem.detail, status: .insufficientStorage)
        default: .invalid(problem.detail)
        }
    }
}

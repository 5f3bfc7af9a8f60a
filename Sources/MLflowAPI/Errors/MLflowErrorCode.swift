import HTTPTypes

/// The error names of MLflow's REST API that clients act on, with the status each travels under.
///
/// A refusal never travels as 500: clients repeat those for minutes.
enum MLflowErrorCode: String, Sendable, CaseIterable {
    case invalidParameterValue = "INVALID_PARAMETER_VALUE"
    case badRequest = "BAD_REQUEST"
    case resourceAlreadyExists = "RESOURCE_ALREADY_EXISTS"
    case unauthenticated = "UNAUTHENTICATED"
    case permissionDenied = "PERMISSION_DENIED"
    case resourceDoesNotExist = "RESOURCE_DOES_NOT_EXIST"
    case endpointNotFound = "ENDPOINT_NOT_FOUND"
    case resourceConflict = "RESOURCE_CONFLICT"
    case requestLimitExceeded = "REQUEST_LIMIT_EXCEEDED"
    case resourceExhausted = "RESOURCE_EXHAUSTED"
    case internalError = "INTERNAL_ERROR"
    case notImplemented = "NOT_IMPLEMENTED"
    case temporarilyUnavailable = "TEMPORARILY_UNAVAILABLE"

    var status: HTTPResponse.Status {
        switch self {
        case .invalidParameterValue, .badRequest, .resourceAlreadyExists: .badRequest
        case .unauthenticated: .unauthorized
        case .permissionDenied: .forbidden
        case .resourceDoesNotExist, .endpointNotFound: .notFound
        case .resourceConflict: .conflict
        case .requestLimitExceeded, .resourceExhausted: .tooManyRequests
        case .internalError: .internalServerError
        case .notImplemented: .notImplemented
        case .temporarilyUnavailable: .serviceUnavailable
        }
    }
}

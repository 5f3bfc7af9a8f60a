import Access
import Catalog
import HTTPAPI
import Hummingbird
import Identifiers
import Testing
import Workflows

@testable import MLflowAPI

@Suite("Refusals told to MLflow's clients")
struct MLflowFaultTests {
    private static let told: [(error: any Error, code: MLflowErrorCode, status: Int)] = [
        (StoreFault.alreadyExists(what: "Model"), .resourceAlreadyExists, 400),
        (StoreFault.notFound(what: "Model"), .resourceDoesNotExist, 404),
        (StoreFault.conflict(detail: "no"), .resourceConflict, 409),
        (StoreFault.invalid(field: "a", detail: "b"), .invalidParameterValue, 400),
        (StoreFault.unavailable(retryAfterSeconds: 2), .temporarilyUnavailable, 503),
        (StoreFault.storageFull, .resourceExhausted, 507),
        (InvalidInput("a", "b"), .invalidParameterValue, 400),
        (SearchRefusal("no"), .invalidParameterValue, 400),
        (AuthenticationRequired(), .unauthenticated, 401),
        (HTTPError(.notFound), .endpointNotFound, 404),
        (HTTPError(.contentTooLarge), .invalidParameterValue, 400),
        (Problem(.forbidden, "forged_request", "no"), .permissionDenied, 403),
    ]

    @Test("Every refusal has its code, and none is a status that clients repeat in vain")
    func codes() {
        for (error, code, status) in Self.told {
            let fault = MLflowFault.describing(error)
            #expect(fault?.code == code, "\(error)")
            #expect(fault?.status.code == status, "\(error)")
        }
        struct Unforeseen: Error {}
        #expect(MLflowFault.describing(Unforeseen()) == nil)
    }

    @Test("A 401 asks for Basic credentials, and waiting times travel as Retry-After")
    func headers() {
        #expect(
            MLflowFault.describing(AuthenticationRequired())?.response().headers[.wwwAuthenticate]
                == "Basic realm=\"assay\""
        )
        let later = MLflowFault.describing(StoreFault.unavailable(retryAfterSeconds: 7))
        #expect(later?.response().headers[.retryAfter] == "7")
    }
}

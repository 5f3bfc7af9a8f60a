import HTTPTypes
import Testing

@testable import MLflowAPI

@Suite("MLflow's error names")
struct MLflowErrorCodeTests {
    @Test(
        "Only what clients may repeat travels under a status that they repeat",
        arguments: MLflowErrorCode.allCases
    )
    func repeatable(code: MLflowErrorCode) {
        let mayBeRepeated: Set<MLflowErrorCode> = [
            .requestLimitExceeded, .resourceExhausted, .internalError, .temporarilyUnavailable,
        ]
        let isRepeated = [408, 429, 500, 502, 503, 504].contains(code.status.code)
        #expect(isRepeated == mayBeRepeated.contains(code))
    }
}

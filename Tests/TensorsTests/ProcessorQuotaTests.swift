import Testing

@testable import Tensors

@Suite("Processor quota")
struct ProcessorQuotaTests {
    @Test(
        "A version 2 control group's limit is rounded up to whole processors",
        arguments: [
            ("200000 100000\n", 2), ("150000 100000", 2), ("50000 100000", 1), ("max 100000", nil), ("", nil),
            ("-1 100000", nil), ("100000 0", nil),
        ] as [(String, Int?)]
    )
    func version2(text: String, processors: Int?) {
        #expect(ProcessorQuota.quota(controlGroup2: text) == processors)
    }

    @Test(
        "A version 1 control group's limit is read from its two files",
        arguments: [("400000\n", "100000\n", 4), ("-1\n", "100000\n", nil), (nil, "100000", nil)]
            as [(String?, String?, Int?)]
    )
    func version1(quota: String?, period: String?, processors: Int?) {
        #expect(ProcessorQuota.quota(controlGroup1Quota: quota, period: period) == processors)
    }

    @Test("There is always a processor")
    func atLeastOne() {
        #expect(ProcessorQuota.processors >= 1)
    }
}

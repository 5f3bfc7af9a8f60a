import Testing

@testable import Catalog

@Suite("Outcomes of quality checks")
struct CheckExpectationTests {
    private static let bounds = CheckExpectation(
        text: "share of rows with an amount",
        minimum: 0.9,
        maximum: 1,
        warnBelow: 0.95,
        warnAbove: nil
    )

    @Test(
        "Bounds decide; nothing observed, NaN and infinity fail",
        arguments: [
            (0.97, CheckOutcome.pass), (0.95, .pass), (0.94, .warn), (0.9, .warn), (0.899, .fail), (1, .pass),
            (1.001, .fail), (-1, .fail), (.nan, .fail), (.infinity, .fail), (-.infinity, .fail),
        ]
    )
    func bounded(_ observed: Double, _ expected: CheckOutcome) {
        #expect(Self.bounds.judge(.number(observed), claimed: nil).0 == expected)
        #expect(Self.bounds.judge(ObservedValue(finite: observed), claimed: nil).0 == expected)
    }

    @Test("Nothing observed fails, whatever was claimed")
    func nothing() {
        for claimed in [nil, CheckOutcome.pass, .warn, .fail] {
            #expect(Self.bounds.judge(nil, claimed: claimed).0 == .fail)
            #expect(CheckExpectation(text: "looks right").judge(nil, claimed: claimed).0 == .fail)
        }
    }

    @Test("A claimed outcome makes a judged one worse, never better")
    func claims() {
        #expect(Self.bounds.judge(.number(0.97), claimed: .fail).0 == .fail)
        #expect(Self.bounds.judge(.number(0.97), claimed: .warn).0 == .warn)
        #expect(Self.bounds.judge(.number(0.1), claimed: .pass).0 == .fail)
        #expect(Self.bounds.judge(.number(0.94), claimed: .pass).0 == .warn)
    }

    @Test("Without a criterion the claim counts, and no claim fails")
    func words() {
        let words = CheckExpectation(text: "somebody looked at 20 rows")
        #expect(words.judge(.text("fine"), claimed: .pass).0 == .pass)
        #expect(words.judge(.text("fine"), claimed: .warn).0 == .warn)
        #expect(words.judge(.text("fine"), claimed: nil).0 == .fail)
    }

    @Test("An exact value is compared as it is")
    func equals() {
        let exact = CheckExpectation(text: "", equals: .text("EUR"))
        #expect(exact.judge(.text("EUR"), claimed: nil).0 == .pass)
        #expect(exact.judge(.text("eur"), claimed: nil).0 == .fail)
        #expect(exact.judge(.truth(true), claimed: nil).0 == .fail)
        #expect(CheckExpectation(text: "", equals: .number(0)).judge(.number(0), claimed: nil).0 == .pass)
        #expect(Self.bounds.judge(.text("0.97"), claimed: .pass).0 == .fail)
    }

    @Test("A summary is as bad as its worst, and nothing checked is no pass")
    func summary() {
        #expect(CheckSummary().outcome == nil)
        #expect(CheckSummary(passCount: 2).outcome == .pass)
        #expect(CheckSummary(passCount: 2, warnCount: 1).outcome == .warn)
        #expect(CheckSummary(passCount: 2, warnCount: 1, failCount: 1).outcome == .fail)
    }
}

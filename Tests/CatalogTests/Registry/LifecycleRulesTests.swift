import Catalog
import Testing

@Suite("The life of a version")
struct LifecycleRulesTests {
    /// Rows: from; columns in the order of `Lifecycle.allCases`; `+` is allowed.
    private static let table: [(Lifecycle, String)] = [
        (.draft, "- - - - - - - +"),
        (.candidate, "- - + + + + + +"),
        (.staging, "- + - + + + + +"),
        (.shadow, "- + + - + + + +"),
        (.canary, "- + + + - + + -"),
        (.production, "- + + + + - + -"),
        (.deprecated, "- + + + + + - +"),
        (.retired, "- - - - - - - -"),
    ]

    @Test("takes the steps of the table and no others, and every refusal says why")
    func everyPair() {
        #expect(Self.table.map(\.0) == Lifecycle.allCases)
        for (origin, row) in Self.table {
            let marks = row.split(separator: " ")
            for (target, mark) in zip(Lifecycle.allCases, marks) {
                let refusal = LifecycleRules.refusal(from: origin, to: target)
                #expect((refusal == nil) == (mark == "+"), "\(origin.rawValue) to \(target.rawValue)")
                #expect(refusal?.hasSuffix(".") ?? true)
                #expect(LifecycleRules.targets(from: origin).contains(target) == (mark == "+"))
            }
        }
    }

    @Test("ends as retired, and nothing that answers requests ends at once")
    func ends() {
        #expect(LifecycleRules.targets(from: .retired).isEmpty)
        for promoted in Lifecycle.allCases where promoted.isPromoted {
            #expect(LifecycleRules.refusal(from: promoted, to: .retired)?.contains("Deprecate") == true)
        }
    }

    @Test("is seen by MLflow's clients as one of four stages")
    func stages() {
        let seen = Lifecycle.allCases.map { RegistryStage(of: $0).rawValue }
        #expect(
            seen == ["None", "None", "Staging", "Staging", "Staging", "Production", "Archived", "Archived"]
        )
        #expect(RegistryStage(spelled: "pRODuction") == .production)
        #expect(RegistryStage(spelled: "Deleted_Internal") == nil)
    }

    @Test("takes every transition between stages that MLflow takes, from whatever a client registered")
    func transitions() {
        let living = Lifecycle.allCases.filter { $0 != .draft && $0 != .retired }
        for stage in RegistryStage.allCases {
            for origin in living {
                let target = stage.target(from: origin)
                #expect(RegistryStage(of: target) == stage)
                #expect(target == origin || LifecycleRules.refusal(from: origin, to: target) == nil)
            }
        }
    }
}

import Catalog
import Testing

@testable import PolicyLibrary

@Suite("The rules of retention")
struct RetentionPolicyTests {
    @Test("The shipped rules keep high risk for ten years and what nobody has classified for ever")
    func shipped() throws {
        let rules = try RetentionPolicy.rules()
        #expect(rules.years(for: .high) == 10)
        #expect(rules.years(for: .unacceptable) == nil)
        #expect(rules.years(for: .minimal) == 1)
    }

    @Test(
        "A file that cannot be understood is refused",
        arguments: [
            "{}", #"{"years_after_retirement": {"extreme": 1}}"#,
            #"{"years_after_retirement": {"high": -1}}"#,
            #"{"years_after_retirement": {"high": "ten"}}"#, "", "[]",
        ]
    )
    func refuses(_ text: String) {
        #expect(throws: (any Error).self) { try RetentionPolicy.rules(json: Array(text.utf8)) }
    }
}

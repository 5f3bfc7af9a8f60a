import Corpus
import Testing

@testable import Workflows

@Suite("Names of sources")
struct SourceNameTests {
    @Test(
        "A source is named by its kind and a short plain name",
        arguments: [
            ("slack:acme", true), ("slack:a", true), ("slack:0.b_c-d", true),
            ("slack:" + String(repeating: "a", count: 100), true),
            ("slack:", false), ("acme", false), ("jira:acme", false), ("slack:Acme", false),
            ("slack:-acme", false),
            ("slack:.acme", false), ("slack:a/b", false), ("slack:a b", false), ("slack:a\n", false),
            ("slack:é", false),
            ("Slack:acme", false), ("slack:" + String(repeating: "a", count: 101), false),
        ]
    )
    func names(name: String, isValid: Bool) {
        #expect(SourceName.isValid(name, kind: .slack) == isValid)
    }

    @Test(
        "A workspace's domain is the first label of its address",
        arguments: [
            ("acme", true), ("acme-2", true), (String(repeating: "a", count: 63), true), ("", false),
            ("acme.slack.com", false),
            ("Acme", false), ("ac me", false), ("acme/..", false), (String(repeating: "a", count: 64), false),
        ]
    )
    func domains(label: String, isValid: Bool) {
        #expect(SourceName.isDomainLabel(label) == isValid)
    }
}

import Identifiers
import Testing

@testable import Catalog

@Suite("What may be done with data")
struct DatasetTermsTests {
    @Test("A known SPDX id has one spelling; other terms stay as they are said")
    func licences() throws {
        #expect(try Licence("cc-by-4.0") == Licence("CC-BY-4.0"))
        #expect(try Licence("mit").spdxIdentifier == "MIT")
        let words = try Licence("Only for the fraud team, see contract 17")
        #expect(words.spdxIdentifier == nil)
        #expect(words.text == "Only for the fraud team, see contract 17")
        for refused in ["", "a\u{0}b", String(repeating: "x", count: 2001)] {
            #expect(throws: InvalidName.self) { try Licence(refused) }
        }
    }

    @Test(
        "Countries, their regions, EU and EEA are places; inventions are not",
        arguments: [
            ("de", "DE"), ("US-CA", "US-CA"), ("gb-sct", "GB-SCT"), ("EU", "EU"), ("eea", "EEA"), ("XX", nil),
            ("DEU", nil), ("", nil), ("DE-", nil), ("DE-ABCD", nil), ("EU-DE", nil), ("eu-central-1", nil),
            ("D E", nil), ("UK", nil),
        ]
    )
    func territories(_ text: String, _ expected: String?) {
        #expect((try? Territory(text))?.text == expected)
    }

    @Test("A source is an absolute URI without a password")
    func sources() throws {
        for taken in [
            "s3://bucket/a/b?versionId=1", "hdfs://n1:8020/x", "file:///data/x.csv", "dbfs:/mnt/x",
            "postgres://reader@host/db",
        ] {
            #expect(try SourceURI(taken).text == taken)
        }
        for refused in [
            "", "data.csv", "://x", "s3:", "1s://x", "s3://a b", "postgres://u:secret@host/db",
            "http://ü/", "x:\u{0}", "https://a/" + String(repeating: "x", count: 2000), "https://a/<b>",
        ] {
            #expect(throws: InvalidName.self, "\(refused)") { try SourceURI(refused) }
        }
        #expect(try SourceURI("S3://b/k").scheme == "s3")
    }

    @Test("Retention is counted from the version or ends on one day for all")
    func retention() {
        let made = Instant(seconds: 1_767_225_600)
        let days = RetentionRule(period: .days(30), action: .delete)
        #expect(days.due(forVersionMadeAt: made) == Instant(seconds: 1_767_225_600 + 30 * 86_400))
        let end = Instant(seconds: 1_900_000_000)
        #expect(RetentionRule(period: .until(end), action: .review).due(forVersionMadeAt: made) == end)
    }

    @Test("Nobody's classification is the strictest")
    func unclassified() {
        #expect(Sensitivity.whenUnclassified == Sensitivity.allCases.last)
    }
}

import Testing

@testable import Catalog

@Suite("Names of models and datasets")
struct ResourceNameTests {
    @Test(
        "Names of any script, with the marks that a path survives, are taken",
        arguments: [
            "fraud", "Fraud Detector (v2)", "bge-small_en.v1.5", "a", "team@fraud+x", "模型", "données", "मॉडल",
            "٣", "...",
            String(repeating: "n", count: 255),
        ]
    )
    func takes(text: String) throws {
        #expect(try ResourceName(text).text == text)
    }

    @Test(
        "Names that would break a path, a line or a reader's eye are refused",
        arguments: [
            "", " fraud", "fraud ", ".", "..", "a/b", "a:b", "a\\b", "a\nb", "a\u{0}b", "a\u{7F}", "a\tb",
            "a\u{200B}b",
            "a\u{202E}b", "a\u{2028}b", "a?b", "a#b", "a%b", "a\"b", "a<b", "😀",
            String(repeating: "n", count: 256),
            String(repeating: "é", count: 128),
        ]
    )
    func refuses(text: String) {
        #expect(throws: InvalidName.self) { try ResourceName(text) }
    }

    @Test("A refusal begins with \"must\", so that a field's name can stand before it")
    func refusalReadsWell() {
        for text in ["", " a", ".", "a/b"] {
            do throws(InvalidName) {
                _ = try ResourceName(text)
                Issue.record("\(text) was taken")
            } catch {
                #expect(error.description.hasPrefix("must "))
            }
        }
    }
}

import Testing

@testable import Catalog

@Suite("Names of models and datasets")
struct ResourceNameTests {
    @Test(
        "Names of any script and with any mark that can be seen are taken",
        arguments: [
            "fraud", "Fraud Detector (v2)", "bge-small_en.v1.5", "a", "team@fraud+x", "模型", "données", "मॉडल",
            "٣", "...", "a#b", "a&b", "a,b", "a?b", "a%b", "100%", "a\"b", "it's", "<b>", "a\\b", "=1+1",
            "$x|y~z;*", "😀",
            "..a",
            String(repeating: "n", count: 255),
        ]
    )
    func takes(text: String) throws {
        #expect(try ResourceName(text).text == text)
    }

    @Test(
        "Names that would break a path, a line or a reader's eye are refused",
        arguments: [
            "", " fraud", "fraud ", ".", "..", "a/b", "a:b", "a%2Fb", "a%41", "a\nb", "a\u{0}b", "a\u{7F}",
            "a\tb",
            "a\u{200B}b",
            "a\u{202E}b", "a\u{2028}b", "a\u{A0}b", "a\u{E000}b",
            String(repeating: "n", count: 256),
            String(repeating: "é", count: 128),
        ]
    )
    func refuses(text: String) {
        #expect(throws: InvalidName.self) { try ResourceName(text) }
    }

    @Test("A refusal begins with \"must\", so that a field's name can stand before it")
    func refusalReadsWell() {
        for text in ["", " a", ".", "a/b", "a%2Fb"] {
            do throws(InvalidName) {
                _ = try ResourceName(text)
                Issue.record("\(text) was taken")
            } catch {
                #expect(error.description.hasPrefix("must "))
            }
        }
    }
}

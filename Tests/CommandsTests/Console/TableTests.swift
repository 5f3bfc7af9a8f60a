import Identifiers
import Testing

@testable import Commands

@Suite("Tables")
struct TableTests {
    @Test(
        "Width counts columns and not characters",
        arguments: [("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｶ", 1), ("👩‍👩‍👧", 2), ("", 0), ("한", 2)]
    )
    func width(text: String, columns: Int) {
        #expect(TextWidth.columns(text) == columns)
    }

    @Test("A text that is too wide is cut with an ellipsis, never in the middle of a wide character")
    func fitted() {
        #expect(TextWidth.fitted("abcdef", to: 4) == "abc…")
        #expect(TextWidth.fitted("漢字漢", to: 4) == "漢… ")
        #expect(TextWidth.fitted("ab", to: 4) == "ab  ")
    }

    @Test("Columns stay aligned, line ends and escape sequences do not break rows")
    func aligned() {
        let table = TextTable(header: ["name", "n"], rows: [["漢字", "1"], ["a\nb", "\u{1B}[2J"]])
        #expect(table.text == "NAME  N\n漢字  1\na b   \u{FFFD}[2J\n")
    }

    private let items: [JSONValue] = [["name": "a,\"b\"", "roles": ["x", "y"]], ["name": "=1+1|<b>"]]

    @Test("CSV quotes what must be quoted and disarms formulas")
    func csv() {
        let text = Tabulation(["name", "roles"], items).written(as: .csv)
        #expect(text == "name,roles\r\n\"a,\"\"b\"\"\",\"x, y\"\r\n'=1+1|<b>,\r\n")
    }

    @Test("Markdown and HTML escape what they would take for their own")
    func escaped() {
        #expect(Tabulation(["name"], items).written(as: .markdown).contains(#"| =1+1\|\<b\> |"#))
        #expect(Tabulation(["name"], items).written(as: .html).contains("<td>=1+1|&lt;b&gt;</td>"))
    }

    @Test("JSON has every field, an empty table says so")
    func json() throws {
        let text = Tabulation(["name"], items).written(as: .json)
        #expect(try JSONValue(parsing: Array(text.utf8)) == .array(items))
        #expect(Tabulation(["name"], []).written(as: .text) == "none\n")
    }
}

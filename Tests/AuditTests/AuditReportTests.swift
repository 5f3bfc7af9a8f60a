import Audit
import Identifiers
import Signing
import Testing

@Suite("Audit reports")
struct AuditReportTests {
    private static let log = AuditReport.LogState(origin: "log.example", size: 9, root: Digest.sha256(of: []))

    private func report(_ rows: [AuditReportRow]) -> AuditReport {
        AuditReport(title: "Changes <of> models", createdAt: Instant(seconds: 0), log: Self.log, rows: rows)
    }

    private func row(name: String = "churn", reason: String? = nil) -> AuditReportRow {
        AuditReportRow(index: 4, event: Fixtures.event(0, reason: reason, name: name))
    }

    @Test("every format says who did what to which model when", arguments: AuditReport.Format.allCases)
    func complete(format: AuditReport.Format) throws {
        let text = try report([row(reason: "quarterly review")]).written(as: format)
        let expected = [
            "Ada", "models.create", "churn", "2026-11-21T08:15:30.000000Z", "quarterly review", "r-0",
            Fixtures.event(0).id.description, Digest.sha256(of: [2]).hex,
        ]
        for part in expected { #expect(text.contains(part), "\(part)") }
        if format != .csv { #expect(text.contains(Self.log.root.hex) && text.contains("log.example")) }
    }

    @Test("an unsigned log is said to be unsigned")
    func unsigned() throws {
        let report = AuditReport(title: "t", createdAt: Instant(seconds: 0), log: nil, rows: [])
        #expect(try report.written(as: .text).contains("no checkpoint is signed yet"))
        #expect(
            try report.written(as: .json)
                == #"{"created_at":"1970-01-01T00:00:00.000000Z","rows":[],"title":"t"}"#
        )
    }

    @Test(
        "CSV is quoted as RFC 4180 asks",
        arguments: [
            ("plain", ",plain,"), ("a,b", ",\"a,b\","), ("say \"x\"", ",\"say \"\"x\"\"\","),
            ("a\nb", ",\"a\nb\","),
            (" pad ", ",\" pad \","), ("a\r\nb", ",\"a\r\nb\","),
        ]
    )
    func quoting(name: String, cell: String) throws {
        #expect(try report([row(name: name)]).written(as: .csv).contains("model" + cell))
    }

    @Test(
        "CSV cells never start a formula",
        arguments: [
            "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "  =1", "\u{FF1D}1", "=HYPERLINK(\"http://x\")",
        ]
    )
    func formulas(name: String) throws {
        let text = try report([row(name: name)]).written(as: .csv)
        #expect(text.contains(",'\(name)") || text.contains(",\"'\(name.replacing("\"", with: "\"\""))\""))
    }

    @Test("CSV has a header and CR LF line ends")
    func csvLines() throws {
        let lines = try report([row()]).written(as: .csv).split(
            separator: "\r\n",
            omittingEmptySubsequences: false
        )
        #expect(lines.count == 3 && lines.last == "")
        #expect(lines.first == "index,time,who,kind,action,type,name,version,digest,reason,request,event")
        #expect(
            lines[1].hasPrefix(
                "4,2026-11-21T08:15:30.000000Z,Ada <ada@example.com>,person,models.create,model,churn,3,"
            )
        )
    }

    @Test("HTML shows markup instead of running it")
    func htmlEscapes() throws {
        let text = try report([row(name: "<script>alert('x' & \"y\")</script>")]).written(as: .html)
        #expect(!text.contains("<script>"))
        #expect(text.contains("&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;"))
        #expect(text.contains("<title>Changes &lt;of&gt; models</title>"))
    }

    @Test("Markdown cells cannot leave their cell or become markup")
    func markdownEscapes() throws {
        let text = try report([row(name: "a|b\n# c `d` [e](f) <g>")]).written(as: .markdown)
        #expect(text.contains(##"| a\|b \# c \`d\` \[e\](f) \<g\> |"##))
        #expect(text.split(separator: "\n").last?.hasPrefix("| 4 | 2026") == true)
    }

    @Test("text columns line up and terminal commands are disarmed")
    func textTable() throws {
        let text = try report([row(name: "a\u{1B}[31m"), row(name: "longer name"), row(name: "\u{202E}evil")])
            .written(as: .text)
        #expect(!text.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
        let rows = text.split(separator: "\n").filter { $0.contains("models.create") }
        let columns = Set(rows.map { Array($0).firstIndex(of: "r").map { $0 } })
        #expect(rows.count == 3 && columns.count == 1)
    }

    @Test("JSON is canonical and keeps the index a number")
    func json() throws {
        let text = try report([row()]).written(as: .json)
        #expect(CanonicalJSON.isCanonical(Array(text.utf8)))
        let value = try JSONValue(parsing: text.utf8)
        #expect(value["rows"]?.array?.first?["index"] == 4)
        #expect(value["log"]?["size"] == 9)
    }
}

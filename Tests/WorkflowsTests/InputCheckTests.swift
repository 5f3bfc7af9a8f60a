import Testing

@testable import Workflows

@Suite("Checks of input")
struct InputCheckTests {
    private func faults(_ body: (inout InputCheck) -> Void) -> [InvalidInput.Fault] {
        var check = InputCheck()
        body(&check)
        do throws(InvalidInput) {
            try check.finish()
            return []
        } catch {
            return error.faults
        }
    }

    @Test("Text loses the white space at its ends and keeps the rest")
    func trims() {
        var check = InputCheck()
        #expect(check.text("purpose", " \n a b\tc\nd \u{A0}", 1...10) == "a b\tc\nd")
        #expect(check.text("purpose", " \n ", 0...10) == "")
        #expect(throws: Never.self) { try check.finish() }
    }

    @Test(
        "Text is measured without the white space at its ends, in Unicode scalars",
        arguments: [
            ("", false), ("   ", false), ("a", true), (" a ", true), ("abc", true), ("abcd", false),
            ("e\u{301}e\u{301}", false),
            ("👨‍👩‍👧", false), ("日本語", true),
        ]
    )
    func measures(text: String, isAccepted: Bool) {
        #expect(faults { _ = $0.text("purpose", text, 1...3) }.isEmpty == isAccepted)
    }

    @Test(
        "Control characters other than tab and line feed are refused",
        arguments: ["a\u{0}b", "a\u{1B}[31mb", "a\u{7F}b", "a\u{8}b"]
    )
    func controls(text: String) {
        #expect(faults { _ = $0.text("purpose", text, 1...100) }.map(\.field) == ["purpose"])
    }

    @Test(
        "E-mail addresses are lower-cased when they are plausible, else refused",
        arguments: [
            ("Ada@Example.COM", "ada@example.com"), (" ada@example.com ", "ada@example.com"),
            ("a.b+c@sub.example.org", "a.b+c@sub.example.org"), ("", nil), ("ada", nil),
            ("@example.com", nil),
            ("ada@", nil), ("ada@example", nil), ("ada@.com", nil), ("ada@example.", nil), ("a@b@c.de", nil),
            ("a da@example.com", nil), (String(repeating: "a", count: 250) + "@b.de", nil),
        ] as [(String, String?)]
    )
    func emails(text: String, expected: String?) {
        var check = InputCheck()
        let address = check.email("email", text)
        if let expected {
            #expect(address == expected)
            #expect(throws: Never.self) { try check.finish() }
        } else {
            #expect(throws: InvalidInput.self) { try check.finish() }
        }
    }

    @Test("Every fault is told at once, each with its field")
    func collects() {
        let found = faults { check in
            _ = check.name("name", "a/b")
            _ = check.text("purpose", "", 1...10)
            _ = check.email("accountable", "nobody")
            check.fault("owner_team", "names no team")
        }
        #expect(found.map(\.field) == ["name", "purpose", "accountable", "owner_team"])
        #expect(InvalidInput(found).description.contains("owner_team: names no team"))
    }
}

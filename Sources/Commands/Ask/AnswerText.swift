import Identifiers

/// Writes an answer while it arrives: sentences first, then the numbered sources, then how sure it is.
struct AnswerText {
    private let console: Console
    private var citations: [JSONValue] = []
    private var sentenceCount = 0
    private var closing: JSONValue?

    init(console: Console) { self.console = console }

    mutating func take(_ event: StreamEvent) throws {
        guard ["citation", "sentence", "done"].contains(event.name) else { return }
        let value = try JSONValue(parsing: Array(event.data.utf8))
        switch event.name {
        case "citation": citations.append(value)
        case "sentence":
            sentenceCount += 1
            say(sentence: value)
        default: closing = value
        }
    }

    /// Throws when the stream broke off before its end.
    func finish() throws(CommandFailure) {
        guard let closing else { throw .impossible("the answer broke off before its end; ask again") }
        if sentenceCount > 0 { console.say() }
        for citation in citations { say(citation: citation) }
        if !citations.isEmpty { console.say() }
        console.say(Self.status(closing["status"]?.string, confidence: closing["confidence"]?.double))
    }

    private func say(sentence: JSONValue) {
        let marks = (sentence["citations"]?.array ?? []).compactMap(\.integer).map { "[\($0)]" }.joined()
        let lead = TerminalText.singleLine(sentence["lead"]?.string ?? "")
        let text = TerminalText.paragraphs(sentence["text"]?.string ?? "")
        let start =
            lead.isEmpty ? "" : console.emphasised(lead.hasSuffix(":") ? lead : lead + ":", .faint) + " "
        console.say(start + text + (marks.isEmpty ? "" : " " + console.emphasised(marks, .bold)))
    }

    private func say(citation: JSONValue) {
        let number = citation["n"]?.integer.map { "[\($0)]" } ?? "[?]"
        console.say("\(console.emphasised(number, .bold)) \(AnswerDocument.origin(of: citation))")
        if let url = citation["url"]?.string { console.say("    \(TerminalText.singleLine(url))") }
    }

    /// What the status means, in a sentence.
    static func status(_ status: String?, confidence: Double?) -> String {
        let share = confidence.map { " (confidence \(Int(($0 * 100).rounded()))%)" } ?? ""
        return switch status {
        case "answered": "Answered from the sources above\(share)."
        case "insufficient_evidence": "Not enough evidence: nothing that you may read answers this\(share)."
        case "needs_review": "This answer needs a review before it is relied on\(share)."
        default: "Status: \(TerminalText.singleLine(status ?? "unknown"))\(share)."
        }
    }
}

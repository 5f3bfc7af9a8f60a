import Identifiers

/// A whole answer as Markdown, to be kept or passed on.
struct AnswerDocument {
    let question: String
    let answer: JSONValue

    var markdown: String {
        let sentences = (answer["answer"]?.array ?? []).map(paragraph)
        let citations = (answer["citations"]?.array ?? []).map(item)
        let status = AnswerText.status(answer["status"]?.string, confidence: answer["confidence"]?.double)
        var parts = ["# \(MarkedText.inline(question))"] + sentences
        if !citations.isEmpty { parts.append(citations.joined(separator: "\n")) }
        return (parts + [status]).joined(separator: "\n\n") + "\n"
    }

    private func paragraph(_ sentence: JSONValue) -> String {
        let lead = MarkedText.inline(sentence["lead"]?.string ?? "")
        let marks = (sentence["citations"]?.array ?? []).compactMap(\.integer).map { "\\[\($0)\\]" }.joined()
        let text = MarkedText.inline(sentence["text"]?.string ?? "")
        let start = lead.isEmpty ? "" : "*\(lead.hasSuffix(":") ? lead : lead + ":")* "
        return start + text + (marks.isEmpty ? "" : " " + marks)
    }

    private func item(_ citation: JSONValue) -> String {
        let words = MarkedText.inline(Self.origin(of: citation))
        let number = citation["n"]?.integer ?? 0
        guard let url = Self.linkable(citation["url"]?.string) else { return "\(number). \(words)" }
        return "\(number). [\(words)](<\(url)>)"
    }

    /// Who, where and when, as far as the citation says; a title that names the year needs no date beside it.
    static func origin(of citation: JSONValue) -> String {
        func text(_ field: String) -> String { TerminalText.singleLine(citation[field]?.string ?? "") }
        let day = Instant(rfc3339: text("time")).map { String($0.rfc3339.prefix(10)) } ?? ""
        let isDated = !day.isEmpty && text("title").contains(day.prefix(4))
        let parts = [text("author"), text("title"), text("source"), isDated ? "" : day]
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// Only web addresses become links, and none that could end the link early.
    private static func linkable(_ url: String?) -> String? {
        guard let url, url.hasPrefix("https://") || url.hasPrefix("http://"),
            !url.contains(where: { "<> \n\r\t".contains($0) })
        else { return nil }
        return url
    }
}

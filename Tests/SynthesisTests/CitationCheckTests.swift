import Identifiers
import Testing

@testable import Retrieval
@testable import Synthesis

@Suite("Citation check")
struct CitationCheckTests {
    private let text = "First the queue failed. Then we replaced the queue."
    private let quote = "Then we replaced the queue."

    private var passage: Passage {
        Passage(
            chunkID: 7,
            containerID: 1,
            containerName: "platform",
            sourceName: "chat",
            header: "",
            messages: [
                PassageMessage(
                    messageID: 70,
                    nativeID: "1.0",
                    authorName: "Ada",
                    sentAt: Instant(seconds: 0),
                    text: text,
                    permalink: "https://chat.example/70"
                )
            ]
        )
    }

    private func answer(
        text: String? = nil,
        markers: [Int] = [1],
        n: Int = 1,
        messageID: Int64 = 70,
        chunkID: Int64 = 7,
        range: Range<Int> = 24..<51,
        quote: String? = nil,
        url: String? = nil
    ) -> Answer {
        let cited = quote ?? self.quote
        let citation = Citation(
            n: n,
            source: "chat",
            documentID: "1.0",
            messageID: messageID,
            title: "",
            author: "Ada",
            sentAt: Instant(seconds: 0),
            url: url,
            quote: cited,
            chunkID: chunkID,
            utf8Range: range,
            contentDigest: nil
        )
        let sentence = AnswerSentence(lead: "", text: text ?? cited, citations: markers, confidence: 1)
        return Answer(sentences: [sentence], citations: [citation], confidence: 1, status: .answered)
    }

    @Test("A true citation passes, with or without its own link")
    func truth() throws {
        try CitationCheck.verify(answer(), against: [passage])
        try CitationCheck.verify(answer(url: "https://chat.example/70"), against: [passage])
    }

    @Test("Every kind of lie is found")
    func lies() {
        let cases: [(Answer, CitationFault)] = [
            (answer(markers: []), .sentenceWithoutCitation(sentence: 1)),
            (answer(markers: [2]), .unresolvedMarker(sentence: 1, marker: 2)),
            (answer(markers: [0]), .unresolvedMarker(sentence: 1, marker: 0)),
            (answer(n: 2), .misnumberedCitation(position: 1, n: 2)),
            (answer(messageID: 71), .unknownMessage(n: 1)),
            (answer(chunkID: 8), .unknownMessage(n: 1)),
            (answer(range: 23..<50), .quoteNotAtSpan(n: 1)),
            (answer(range: 24..<99), .quoteNotAtSpan(n: 1)),
            (answer(range: 0..<0, quote: ""), .quoteNotAtSpan(n: 1)),
            (answer(quote: "We never replaced the queue."), .quoteNotAtSpan(n: 1)),
            (answer(text: "We kept the queue."), .sentenceNotInQuote(sentence: 1, n: 1)),
            (answer(url: "https://evil.example/?q=secret"), .foreignLink(n: 1)),
        ]
        for (answer, fault) in cases {
            #expect(throws: fault) { try CitationCheck.verify(answer, against: [passage]) }
        }
    }

    @Test("A span that cuts a character in two is no quotation")
    func cutCharacter() {
        #expect("né".slice(utf8Range: 0..<2) == nil)
        #expect("né".slice(utf8Range: 1..<3) == "é")
        #expect("né".slice(utf8Range: 1..<9) == nil)
    }
}

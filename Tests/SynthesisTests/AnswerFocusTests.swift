import Corpus
import Testing

@testable import Retrieval
@testable import Synthesis

@Suite("An answer begins with what answers and leaves out the rest")
struct AnswerFocusTests {
    private var workplace: Conversation {
        var talk = Conversation()
        talk.say(
            chunk: 1,
            thread: "t1",
            "Ada Ruiz: Should we change the storage format of the ledger?",
            "Ben Okafor: The storage format of the ledger is text, and reading it takes an hour.",
            "Ada Ruiz: Decision: we change the storage format of the ledger because reading text is slow."
        )
        talk.say(
            chunk: 2,
            thread: "t2",
            "Cho Min: Agenda for Thursday: ledger, cafeteria, parking and questions."
        )
        return talk
    }

    @Test("The decision opens the answer although it was said last", arguments: [false, true])
    func opening(isEmbedded: Bool) async throws {
        let embedder = isEmbedded ? WordEmbedder() : nil
        let answer = try await workplace.answer(
            "Why do we change the storage format of the ledger?",
            embedder: embedder
        )
        #expect(answer.sentences.first?.text.hasPrefix("Decision: we change") == true)
        #expect(answer.citations.first?.n == 1)
    }

    @Test("A sentence far less certain than the best is left out", arguments: [false, true])
    func filler(isEmbedded: Bool) async throws {
        let embedder = isEmbedded ? WordEmbedder() : nil
        let answer = try await workplace.answer(
            "Why do we change the storage format of the ledger?",
            embedder: embedder
        )
        #expect(answer.sentences.allSatisfy { !$0.text.contains("Agenda") })
        #expect(answer.sentences.allSatisfy { $0.confidence >= answer.confidence * 0.5 })
    }

    @Test("A reply counts for more the closer it follows its question")
    func distance() async throws {
        var talk = Conversation()
        talk.say(
            chunk: 1,
            thread: "t",
            "Ada: How do we rotate the signing keys?",
            "Ben: Run the rotation job on the primary machine.",
            "Cho: Parking opens at seven tomorrow in the morning.",
            "Dee: Lunch will be late again, says the kitchen."
        )
        let answer = try await talk.answer("How do we rotate the signing keys?", embedder: WordEmbedder())
        #expect(answer.sentences.first?.text == "Run the rotation job on the primary machine.")
    }

    @Test(
        "What a question asks for is read from its words",
        arguments: [
            ("Why did we stop?", .cause), ("What was the root cause of the outage?", .cause),
            ("When is the review?", .time), ("Who owns the model?", .person),
            ("How many vans are there?", .amount), ("What is a lane?", .other), ("", .other),
            ("Tell me whyever", .other),
        ] as [(String, QuestionKind)]
    )
    func kinds(question: String, kind: QuestionKind) {
        #expect(QuestionKind(question) == kind)
    }

    @Test(
        "Reasons fit a why, dates a when, names a who, numbers a how many",
        arguments: [
            (.cause, "It was slow, because of the index.", 1), (.cause, "It was slow.", 0),
            (.time, "The handover is on Wednesday.", 1), (.time, "All hands at 15:00.", 1),
            (.time, "The ratio is 3:1.", 0), (.person, "It belongs to the team credit.", 1),
            (.person, "The list is with Ada now.", 1), (.person, "The list is long.", 0),
            (.amount, "Up to 12 percent.", 1), (.amount, "Seven vans are old.", 1),
            (.amount, "Some vans are old.", 0), (.other, "The sky is blue.", 0),
        ] as [(QuestionKind, String, Double)]
    )
    func fits(kind: QuestionKind, text: String, fit: Double) {
        #expect(kind.fit(of: text, cue: 0) == fit)
    }

    @Test(
        "A sentence that cannot stand alone is quoted with its neighbour of the same message",
        arguments: [
            (
                "Decision: no broker. Events go through a table of the database.",
                ["Decision: no broker. Events go through a table of the database."]
            ),
            (
                "The old queue lost jobs. Because of that we replaced it in March.",
                ["The old queue lost jobs. Because of that we replaced it in March."]
            ),
            (
                "Is the old queue gone? Therefore nobody was paged in March.",
                ["Is the old queue gone?", "Therefore nobody was paged in March."]
            ),
            (
                "The old queue lost jobs. The new one keeps them all.",
                ["The old queue lost jobs.", "The new one keeps them all."]
            ),
            (
                "Thanks all! The new queue keeps every job.",
                ["Thanks all!", "The new queue keeps every job."]
            ),
            ("", []),
        ]
    )
    func spans(text: String, quotes: [String]) {
        #expect(QuotableSpans.ranges(in: text).map { text.slice(utf8Range: $0) } == quotes)
    }
}

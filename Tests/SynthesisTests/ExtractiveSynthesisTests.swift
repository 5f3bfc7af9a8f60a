import Corpus
import Testing

@testable import Retrieval
@testable import Synthesis

@Suite("Extractive synthesis")
struct ExtractiveSynthesisTests {
    private var workplace: Conversation {
        var talk = Conversation()
        talk.say(
            chunk: 1,
            thread: "t1",
            at: 1_772_409_600,
            "Ada Ruiz: Should we replace the message queue before the spring release?",
            "Ben Okafor: The old message queue loses jobs when a broker restarts.",
            "Ada Ruiz: We decided to replace the message queue because it loses jobs on restart. Thanks all!"
        )
        talk.say(
            chunk: 2,
            thread: "t2",
            at: 1_772_000_000,
            "Cho Min: The message queue migration needs two weeks of parallel running.",
            "Dee Park: https://chat.example/some/long/link/without/words"
        )
        talk.say(chunk: 3, at: 1_771_000_000, "Eve Lund: Lunch is served on the third floor terrace today.")
        talk.say(chunk: 4, at: 1_771_100_000, "bot: Fay has joined the channel message queue")
        return talk
    }

    @Test("A question is answered with quotations, each with who, when and where")
    func quotes() async throws {
        let answer = try await workplace.answer("Why did we replace the message queue?")
        #expect(answer.status == .answered)
        let decision = try #require(answer.sentences.first { $0.text.contains("decided") })
        #expect(decision.text == "We decided to replace the message queue because it loses jobs on restart.")
        #expect(decision.lead == "Ada Ruiz, 2 March 2026, in #platform")
        let citation = answer.citations[decision.citations[0] - 1]
        #expect(citation.quote == decision.text)
        #expect(citation.url == "https://chat.example/1/2")
        #expect(citation.documentID == "t1" && citation.messageID == 102 && citation.chunkID == 1)
        #expect(citation.utf8Range == 0..<decision.text.utf8.count)
    }

    @Test("The strongest sentence opens, its thread follows in the order of time, then the other threads")
    func order() async throws {
        let answer = try await workplace.answer("Why did we replace the message queue?")
        let documents = answer.citations.map(\.documentID)
        #expect(documents.first == "t1")
        #expect(documents == documents.sorted { $0 == "t1" && $1 != "t1" })
        let times = answer.citations.filter { $0.documentID == "t1" }.map(\.sentAt)
        #expect(times.dropFirst().sorted() == Array(times.dropFirst()))
    }

    @Test("A reply is quoted although it repeats no word of its question")
    func reply() async throws {
        var talk = Conversation()
        talk.say(
            chunk: 1,
            thread: "t",
            "Ada: How do we restart the gateway cluster?",
            "Ben: Run the rolling job twice and wait until every light is green."
        )
        let answer = try await talk.answer("How do we restart the gateway cluster?")
        #expect(answer.sentences.contains { $0.text.hasPrefix("Run the rolling job") })
    }

    @Test("Greetings, join notices and bare links are never quoted")
    func noise() async throws {
        let texts = try await workplace.answer("message queue").sentences.map(\.text)
        #expect(!texts.isEmpty)
        #expect(
            texts.allSatisfy {
                !$0.contains("joined the channel") && !$0.contains("://") && $0 != "Thanks all!"
            }
        )
    }

    @Test("The same thing said twice is quoted once")
    func duplicates() async throws {
        var talk = Conversation()
        talk.say(chunk: 1, "Ada: The ledger backup runs every night at two.")
        talk.say(chunk: 2, "Ben: the ledger backup runs every night, at two!")
        let answer = try await talk.answer("When does the ledger backup run?")
        #expect(answer.status == .answered)
        #expect(answer.sentences.count == 1)
    }

    @Test(
        "What nobody spoke about is not answered",
        arguments: [
            "What is the capital of France?", "banana telescope umbrella", "asdf qwer zxcv", "",
            "the of and to",
            "Who won the football world cup in 1998?",
        ]
    )
    func abstains(question: String) async throws {
        let answer = try await workplace.answer(question)
        #expect(answer.status == .insufficientEvidence)
        #expect(answer.sentences.isEmpty && answer.citations.isEmpty)
        let embedded = try await workplace.answer(question, embedder: WordEmbedder())
        #expect(embedded.status == .insufficientEvidence)
    }

    @Test("Words scattered over unrelated messages are no evidence")
    func scatteredWords() async throws {
        var talk = Conversation()
        talk.say(chunk: 1, "Ada: The banana bread in the kitchen is for everybody.")
        talk.say(chunk: 2, "Ben: My new telescope arrived from the warehouse yesterday.")
        talk.say(chunk: 3, "Cho: Somebody forgot an umbrella in the meeting room.")
        let answer = try await talk.answer("banana telescope umbrella price")
        #expect(answer.status == .insufficientEvidence)
    }

    @Test(
        "An answer holds at most as many sentences as asked for, and never more than 20",
        arguments: [(1, 1), (3, 3), (99, 20)]
    )
    func limit(asked: Int, most: Int) async throws {
        let subjects = [
            "alpha", "bravo", "delta", "echo", "golf", "hotel", "india", "kilo", "lima", "oscar", "papa",
            "romeo",
        ]
        var talk = Conversation()
        for (index, subject) in (subjects + subjects.map { $0 + "x" }).enumerated() {
            talk.say(
                chunk: Int64(index + 1),
                "Ada: The \(subject) cluster upgrade waits for \(subject)ware parts number \(index + 1)."
            )
        }
        let answer = try await talk.answer(
            "cluster upgrade",
            limits: SynthesisLimits(answerSentencesMax: asked)
        )
        #expect(answer.sentences.count <= most)
        #expect(asked > 20 || answer.sentences.count == most)
    }

    @Test("Embedding stays inside its budget of sentences and tokens")
    func budget() async throws {
        var talk = Conversation()
        for id in 1...60 {
            talk.say(
                chunk: Int64(id),
                "Ada: The upgrade number \(id) of the storage cluster took \(id) hours."
            )
        }
        let embedder = WordEmbedder()
        let limits = SynthesisLimits(embeddedSentencesMax: 10, embeddedTokensMax: 70)
        _ = try await talk.answer("storage cluster upgrade", limits: limits, embedder: embedder)
        #expect(!embedder.requests.isEmpty && embedder.requests.count <= 10)
        #expect(embedder.requests.reduce(0) { $0 + embedder.tokenCount($1) + 2 } <= 70)
    }

    @Test("With a cache the second answer is the same and embeds nothing")
    func cache() async throws {
        let embedder = WordEmbedder()
        let cache = MemoryCache()
        let first = try await workplace.answer("replace the message queue", embedder: embedder, cache: cache)
        let count = embedder.requests.count
        let second = try await workplace.answer("replace the message queue", embedder: embedder, cache: cache)
        #expect(first == second && first.status == .answered)
        #expect(count > 0 && embedder.requests.count == count)
    }
}

private actor MemoryCache: SentenceVectorCache {
    private var kept: [SentenceKey: [Float]] = [:]

    func vectors(for keys: [SentenceKey]) -> [SentenceKey: [Float]] {
        kept.filter { keys.contains($0.key) }
    }

    func store(_ vectors: [SentenceKey: [Float]]) {
        kept.merge(vectors) { old, _ in old }
    }
}

import Identifiers
import Testing

@testable import Corpus

/// Words as tokens, counting how often it was asked.
final class WordCounter {
    private(set) var calls = 0

    func count(_ text: String) -> Int {
        calls += 1
        return text.split(whereSeparator: \.isWhitespace).count
    }
}

struct ChunkerTests {
    private let container = ChunkedContainer(id: 7, name: "general", kind: .publicChannel)
    private let start = Instant(seconds: 1_772_409_600)
    private let counter = WordCounter()

    private func chunker(tokensMax: Int = 10, openThreadsMax: Int = 100) -> Chunker {
        let options = ChunkerOptions(
            tokensMax: tokensMax,
            gapSecondsMax: 600,
            rootSnippetBytesMax: 24,
            openThreadsMax: openThreadsMax
        )
        return Chunker(container: container, options: options, tokenCount: counter.count)
    }

    private func message(_ id: Int64, _ text: String, thread: Int64? = nil, after seconds: Int64 = 0)
        -> StoredMessage
    {
        StoredMessage(
            id: id,
            containerID: 7,
            nativeID: "\(id)",
            threadNativeID: thread.map { "\($0)" },
            authorName: "Ann",
            sentAt: start.advanced(bySeconds: Double(seconds)),
            text: text
        )
    }

    private func chunks(_ messages: [StoredMessage], tokensMax: Int = 10) -> [Chunk] {
        var chunker = chunker(tokensMax: tokensMax)
        let early = messages.flatMap { chunker.add($0) }
        return early + chunker.finish()
    }

    @Test("a chunk names channel and day, writes author and text, and its spans point at the text alone")
    func form() {
        let chunk = chunks([message(1, "hello you"), message(2, "日本 é")]).first
        #expect(chunk?.header == "#general, 2026-03-02")
        #expect(chunk?.text == "Ann: hello you\nAnn: 日本 é")
        #expect(chunk?.spans.map(\.messageID) == [1, 2])
        #expect(texts(chunk) == ["hello you", "日本 é"])
        #expect(chunk?.containerID == 7)
    }

    private func texts(_ chunk: Chunk?) -> [String] {
        guard let chunk else { return [] }
        let bytes = Array(chunk.text.utf8)
        return chunk.spans.map { String(decoding: bytes[$0.utf8Range], as: UTF8.self) }
    }

    @Test(
        "messages outside threads are joined until a pause of more than ten minutes",
        arguments: [
            (600, [[1, 2]]), (601, [[1], [2]]),
        ] as [(Int64, [[Int64]])]
    )
    func windows(gap: Int64, expected: [[Int64]]) {
        let made = chunks([message(1, "one"), message(2, "two", after: gap)])
        #expect(made.map { $0.spans.map(\.messageID) } == expected)
    }

    @Test("a thread stays together whatever is said beside it")
    func threads() {
        let made = chunks([
            message(1, "root", thread: 1), message(2, "aside"), message(3, "reply", thread: 1, after: 86_400),
            message(4, "later", after: 90_000),
        ])
        #expect(Set(made.map { $0.spans.map(\.messageID) }) == [[1, 3], [2], [4]])
        let thread = made.first { $0.spans.count == 2 }
        #expect(thread?.firstSentAt == start)
        #expect(thread?.lastSentAt == start.advanced(bySeconds: 86_400))
    }

    @Test("a long thread is cut between messages and each part says how the thread began")
    func continuation() {
        let made = chunks([
            message(1, "how do we ship the release", thread: 1),
            message(2, "with the usual script", thread: 1),
            message(3, "and then we all wait", thread: 1, after: 86_400),
        ])
        #expect(made.map { $0.spans.map(\.messageID) } == [[1], [2], [3]])
        #expect(
            made.map(\.header) == [
                "#general, 2026-03-02", "#general, 2026-03-02, thread: Ann: how do we ship the …",
                "#general, 2026-03-03, thread: Ann: how do we ship the …",
            ]
        )
    }

    @Test("a deleted root without text keeps its replies in one chunk")
    func tombstone() {
        let made = chunks([message(1, "", thread: 1), message(2, "a", thread: 1), message(3, "b", thread: 1)])
        #expect(made.map { $0.spans.map(\.messageID) } == [[2, 3]])
        #expect(chunks([message(1, "")]).isEmpty)
    }

    @Test("a message longer than a chunk is cut between sentences and loses nothing")
    func longMessage() {
        let text = (0..<12).map { "Sentence number \($0) is here." }.joined(separator: " ")
        let made = chunks([message(1, text, thread: 1), message(2, "short", thread: 1)], tokensMax: 20)
        let parts = made.flatMap { texts($0) }
        #expect(parts.count > 3)
        #expect(parts.joined(separator: " ") == text + " short")
        #expect(parts.allSatisfy { $0 == "short" || $0.hasSuffix(".") })
        #expect(made.allSatisfy { $0.text.split(separator: " ").count <= 20 })
        #expect(made.dropFirst().allSatisfy { $0.header.contains("thread: Ann: Sentence") })
    }

    @Test(
        "a sentence longer than a chunk is cut between words, and a word without end between characters",
        arguments: [
            String(repeating: "word ", count: 300), String(repeating: "x", count: 3000),
            String(repeating: "日本", count: 500),
        ]
    )
    func endless(text: String) {
        let trimmed = text.hasSuffix(" ") ? String(text.dropLast()) : text
        var chunker = Chunker(container: container, options: .standard) { TokenWeight.tokens($0) }
        let made = chunker.add(message(1, trimmed)) + chunker.finish()
        #expect(made.count > 1)
        #expect(made.flatMap { texts($0) }.joined(separator: text.hasSuffix(" ") ? " " : "") == trimmed)
        #expect(made.allSatisfy { TokenWeight.tokens($0.text) <= 200 })
    }

    @Test("the tokenizer is asked once for each message")
    func tokenizerCalls() {
        _ = chunks((1...50).map { message($0, String(repeating: "word ", count: Int($0)), thread: $0 % 3) })
        #expect(counter.calls == 50)
    }

    @Test("open threads are bounded and none is lost")
    func boundedThreads() {
        var chunker = chunker(openThreadsMax: 8)
        var made: [Chunk] = []
        for id in Int64(1)...100 { made += chunker.add(message(id, "root", thread: id)) }
        #expect(made.count >= 90)
        made += chunker.finish()
        #expect(made.flatMap { $0.spans.map(\.messageID) }.sorted() == Array(1...100))
        #expect(chunker.finish().isEmpty)
    }

    @Test("every message with text is in the chunks, in whole, for any mixture")
    func complete() {
        var generator = Pseudorandom(seed: 3)
        var messages: [StoredMessage] = []
        for id in Int64(1)...400 {
            let words = Int(generator.next() % 30)
            let thread = generator.next() % 3 == 0 ? Int64(generator.next() % UInt64(id)) + 1 : nil
            let text = (0..<words).map { "w\($0)" }.joined(separator: " ")
            messages.append(message(id, text, thread: thread, after: id * Int64(generator.next() % 300)))
        }
        let made = chunks(messages, tokensMax: 12)
        var written: [Int64: [String]] = [:]
        for chunk in made {
            for (span, text) in zip(chunk.spans, texts(chunk)) {
                written[span.messageID, default: []].append(text)
            }
        }
        for message in messages {
            #expect((written[message.id] ?? []).joined(separator: " ") == message.text)
        }
    }

    @Test(
        "headers name the kind of conversation",
        arguments: [
            (ExportedContainer.Kind.privateChannel, "#x"), (.groupDirectMessage, "group message x"),
            (.directMessage, "direct message x"),
        ]
    )
    func headers(kind: ExportedContainer.Kind, expected: String) {
        let header = ChunkedContainer(id: 1, name: "x", kind: kind).header(at: start, threadBegan: nil)
        #expect(header == expected + ", 2026-03-02")
    }
}

extension TokenWeight {
    /// The weight as a whole number, a stand-in for a tokenizer.
    static func tokens(_ text: String) -> Int { Int(of(Array(text.utf8)).rounded(.up)) }
}

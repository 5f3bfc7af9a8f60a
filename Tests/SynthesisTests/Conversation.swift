import Corpus
import Identifiers
import Retrieval

@testable import Synthesis

/// A small made-up workplace: messages in threads, indexed and read back as the product does it.
struct Conversation {
    private(set) var passages: [Int64: Passage] = [:]
    private var nextMessageID: Int64 = 1

    /// Adds a passage; each message is `author: text`, a minute apart.
    mutating func say(
        chunk id: Int64,
        in container: Int64 = 1,
        thread: String? = nil,
        at seconds: Int64 = 1_772_409_600,
        _ lines: String...
    ) {
        let messages = lines.enumerated().map { index, line in
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            return PassageMessage(
                messageID: id * 100 + Int64(index),
                nativeID: "\(id).\(index)",
                threadNativeID: thread,
                authorName: parts[0],
                sentAt: Instant(seconds: seconds + Int64(index) * 60),
                text: String(parts[1].dropFirst()),
                permalink: "https://chat.example/\(id)/\(index)"
            )
        }
        passages[id] = Passage(
            chunkID: id,
            containerID: container,
            containerName: "platform",
            sourceName: "chat",
            header: "#platform",
            messages: messages
        )
    }

    func passages(within access: AccessSet) -> [Passage] {
        passages.values.filter { access.allows(containerID: $0.containerID) }
    }

    /// An index of the passages that `access` allows.
    func index(of access: AccessSet, embedder: WordEmbedder? = nil) throws -> SearchIndex {
        let index = SearchIndex(dimension: WordEmbedder.width)
        try index.apply(
            passages(within: access).map { passage in
                let text = passage.header + "\n" + passage.messages.map(\.text).joined(separator: "\n")
                return .upsert(
                    IndexedChunk(
                        id: passage.chunkID,
                        containerID: passage.containerID,
                        sentAt: passage.messages.last?.sentAt ?? Instant(seconds: 0),
                        terms: LexicalAnalyzer.vector(of: text),
                        vector: embedder?.vector(of: text)
                    )
                )
            }
        )
        return index
    }

    /// Searches, reads the passages and answers, as the use case does.
    func answer(
        _ question: String,
        within access: AccessSet = AccessSet(containerIDs: [1]),
        index: SearchIndex? = nil,
        limits: SynthesisLimits = SynthesisLimits(),
        embedder: WordEmbedder? = nil,
        cache: (any SentenceVectorCache)? = nil
    ) async throws -> Answer {
        let vector = embedder?.vector(of: question)
        let searched = try index ?? self.index(of: access, embedder: embedder)
        let outcome = try searched.search(
            SearchQuery(terms: LexicalAnalyzer.vector(of: question), vector: vector),
            within: access
        )
        let synthesis = ExtractiveSynthesis(limits: limits, embedder: embedder, cache: cache)
        return try await synthesis.answer(
            SynthesisQuestion(text: question, terms: outcome.queryTerms, vector: vector),
            from: RankedPassage.joining(outcome.hits, passages(within: access))
        )
    }
}

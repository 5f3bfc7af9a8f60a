package import Access
import Corpus
import Identifiers
package import Retrieval
package import Synthesis

/// Answers a question from what the asker may see.
///
/// The access set is fixed first and everything after it happens inside: candidates, statistics, ranking. Text is read
/// last, by a statement that checks memberships once more.
package struct AnswerQuestion: Sendable {
    /// Hits that are read; synthesis reads at most 40.
    private static let hitsMax = 40

    private let index: SearchIndex
    private let access: any AccessSetProvider
    private let passages: any PassageStore
    private let embedder: any TextEmbedder
    private let cache: any SentenceVectorCache
    private let usage: UsageJournal
    private let gate: Gate

    package init(
        index: SearchIndex,
        access: any AccessSetProvider,
        passages: any PassageStore,
        embedder: any TextEmbedder,
        cache: any SentenceVectorCache,
        usage: UsageJournal,
        gate: Gate
    ) {
        self.index = index
        self.access = access
        self.passages = passages
        self.embedder = embedder
        self.cache = cache
        self.usage = usage
        self.gate = gate
    }

    @concurrent
    package func callAsFunction(_ asked: AskRequest, by actor: Actor) async throws -> AskOutcome {
        try gate.check(actor, .answersAsk, on: Resource(.answer))
        let question = try Self.checked(asked)
        guard let reader = ReaderID(bytes: actor.principalID.bytes) else { throw InvalidInput([]) }
        return try await usage.recording(as: { outcome, use in
            use.record(.answer, outcome, of: embedder.identity, by: actor, at: gate.now)
        }) { tally in
            try await answer(question, asked, for: reader, MeteredEmbedder(embedder, tally))
        }
    }

    private func answer(
        _ question: String,
        _ asked: AskRequest,
        for reader: ReaderID,
        _ embedder: MeteredEmbedder
    ) async throws -> AskOutcome {
        var timings = AskTimings()
        let visible = try await measured(&timings.accessMs) {
            try await access.accessSet(for: reader, sources: asked.sources)
        }
        let embedded = try await measured(&timings.embeddingMs) {
            try await embedder.embed([question], EmbeddingOptions(priority: .interactive, role: .query))
        }
        let outcome = try await measured(&timings.searchMs) {
            try index.search(
                SearchQuery(
                    terms: LexicalAnalyzer.vector(of: question),
                    vector: embedded.vectors.first,
                    sentFrom: asked.from,
                    sentBefore: asked.to,
                    limit: Self.hitsMax
                ),
                within: visible
            )
        }
        let read = try await measured(&timings.readingMs) {
            try await passages.passages(chunkIDs: outcome.hits.map(\.chunkID), visibleTo: reader)
        }
        let answer = try await measured(&timings.synthesisMs) {
            try await synthesis(limit: asked.limit, embedder).answer(
                SynthesisQuestion(
                    text: question,
                    terms: outcome.queryTerms,
                    vector: embedded.vectors.first
                ),
                from: RankedPassage.joining(outcome.hits, read)
            )
        }
        return AskOutcome(
            id: .new(at: gate.now),
            answer: answer,
            model: embedder.identity,
            timings: timings,
            usage: AskUsage(questionTokens: embedded.tokenCounts.first ?? 0, passagesRead: read.count)
        )
    }

    private func synthesis(limit: Int, _ embedder: MeteredEmbedder) -> ExtractiveSynthesis {
        ExtractiveSynthesis(
            limits: SynthesisLimits(answerSentencesMax: limit),
            embedder: embedder,
            cache: cache
        )
    }

    private func measured<Value>(
        _ elapsedMs: inout Double,
        _ body: () async throws -> Value
    ) async rethrows -> Value {
        let start = gate.now
        let value = try await body()
        elapsedMs = gate.now.secondsSince(start) * 1000
        return value
    }

    private static func checked(_ asked: AskRequest) throws(InvalidInput) -> String {
        var check = InputCheck()
        let question = check.text("question", asked.question, 1...AskRequest.questionCharactersMax)
        if !(1...AskRequest.sentencesMax).contains(asked.limit) {
            check.fault("limit", "must be 1 to \(AskRequest.sentencesMax)")
        }
        if asked.mode == .generative {
            check.fault(
                "mode",
                "generative needs a language model, and none is configured; use extractive or auto"
            )
        }
        if let sources = asked.sources, sources.isEmpty || sources.count > 100 {
            check.fault("sources", "must name 1 to 100 sources, or be left out")
        }
        if let from = asked.from, let to = asked.to, from >= to {
            check.fault("to", "must be later than from")
        }
        try check.finish()
        return question
    }
}

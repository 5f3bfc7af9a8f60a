import Retrieval

/// Embeds the most promising candidates, within the budget, and scores them.
struct EvidenceScoring {
    let limits: SynthesisLimits
    let embedder: (any TextEmbedder)?
    let cache: (any SentenceVectorCache)?

    /// Scores the candidates that are kept, in their order; `candidates` come best first.
    func scored(_ candidates: [SentenceCandidate], for question: SynthesisQuestion) async throws
        -> [ScoredSentence]
    {
        guard let embedder, let direction = question.vector.flatMap(Self.unit) else {
            return candidates.prefix(limits.embeddedSentencesMax).map { ScoredSentence($0) }
        }
        let kept = withinBudget(candidates, embedder)
        let vectors = try await vectors(of: kept, embedder, dimension: direction.count)
        return scored(kept, vectors.compactMapValues(Self.unit), direction)
    }

    private func scored(
        _ candidates: [SentenceCandidate],
        _ vectors: [SentenceKey: [Float]],
        _ question: [Float]
    ) -> [ScoredSentence] {
        let cosines = vectors.mapValues { ScoredSentence.dot(question, $0) }
        let asked = candidates.filter(\.isQuestion)
        return candidates.map { candidate in
            guard let vector = vectors[candidate.key], let cosine = cosines[candidate.key] else {
                return ScoredSentence(candidate)
            }
            let echo = asked.reduce(0) { strongest, question in
                max(strongest, (candidate.replyShare(of: question) ?? 0) * (cosines[question.key] ?? 0))
            }
            return ScoredSentence(candidate, cosine: cosine, echo: echo, vector: vector)
        }
    }

    /// The budget counts every sentence, kept vectors too: what is answered must not depend on what is
    /// cached.
    private func withinBudget(
        _ candidates: [SentenceCandidate],
        _ embedder: any TextEmbedder
    ) -> [SentenceCandidate] {
        var tokens = 0
        var kept: [SentenceCandidate] = []
        for candidate in candidates where kept.count < limits.embeddedSentencesMax {
            // Two more for the special tokens that the model adds.
            let cost = embedder.tokenCount(candidate.text) + 2
            guard tokens + cost <= limits.embeddedTokensMax else { continue }
            tokens += cost
            kept.append(candidate)
        }
        return kept
    }

    private func vectors(
        of candidates: [SentenceCandidate],
        _ embedder: any TextEmbedder,
        dimension: Int
    ) async throws -> [SentenceKey: [Float]] {
        var known = await cache?.vectors(for: candidates.map(\.key)) ?? [:]
        known = known.filter { $0.value.count == dimension }
        let missing = candidates.filter { known[$0.key] == nil }
        guard !missing.isEmpty else { return known }
        let made = try await embedder.embed(missing.map(\.text), priority: .interactive).vectors
        guard made.count == missing.count else {
            throw SynthesisError.embeddingMismatch(expected: missing.count, found: made.count)
        }
        if let odd = made.first(where: { $0.count != dimension }) {
            throw SynthesisError.embeddingMismatch(expected: dimension, found: odd.count)
        }
        let fresh = Dictionary(zip(missing.map(\.key), made), uniquingKeysWith: { first, _ in first })
        await cache?.store(fresh)
        return known.merging(fresh) { old, _ in old }
    }

    /// Nil for vectors without direction, which then count as not embedded.
    private static func unit(_ vector: [Float]) -> [Float]? {
        let square = vector.reduce(0.0) { $0 + Double($1) * Double($1) }
        guard square.isFinite, square > 1e-24 else { return nil }
        let scale = Float(1 / square.squareRoot())
        return vector.map { $0 * scale }
    }
}

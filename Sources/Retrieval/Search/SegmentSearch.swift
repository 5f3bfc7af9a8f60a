import Identifiers

/// One search over the segments that a reader may see: both candidate lists, their union, fusion.
struct SegmentSearch {
    let segments: [LiveSegment]
    let lexical: LexicalRanking
    /// Nil when the question has no vector.
    let dense: DenseRanking?
    let settings: RankingSettings

    func outcome(for query: SearchQuery) -> SearchOutcome {
        let (lexicalBest, matchCount) = lexical.candidates(for: query)
        let denseBest = dense?.candidates(for: query, max: settings.candidatesMax) ?? []
        let ranked = union(lexicalBest, denseBest)
        let scores = settings.fusion.scores(
            of: ranked,
            usesTerms: !query.terms.entries.isEmpty,
            usesVector: dense != nil
        )
        return SearchOutcome(
            hits: hits(ranked, scores).prefix(query.limit).map { $0 },
            lexicalMatchCount: matchCount,
            visibleChunkCount: lexical.visibleChunkCount,
            queryTerms: lexical.queryTerms
        )
    }

    /// Every candidate once, with both its scores, whichever list it came from.
    private func union(_ lexicalBest: [Candidate], _ denseBest: [Candidate]) -> [RankedCandidate] {
        let denseRanks = Dictionary(uniqueKeysWithValues: denseBest.enumerated().map { ($1.id, $0) })
        let lexicalRanks = Dictionary(uniqueKeysWithValues: lexicalBest.enumerated().map { ($1.id, $0) })
        let denseOnly = denseBest.filter { lexicalRanks[$0.id] == nil }
        return (lexicalBest + denseOnly).map { candidate in
            RankedCandidate(
                candidate: candidate,
                lexicalScore: lexical.score(segment: candidate.segment, row: candidate.row),
                cosine: dense?.cosine(segment: candidate.segment, row: candidate.row),
                lexicalRank: lexicalRanks[candidate.id],
                denseRank: denseRanks[candidate.id]
            )
        }
    }

    private func hits(_ ranked: [RankedCandidate], _ scores: [Double]) -> [SearchHit] {
        let fused = zip(ranked, scores).map { ($0, $0.candidate.rescored($1)) }
        return fused.sorted { $0.1.precedes($1.1) }.map { entry, candidate in
            SearchHit(
                chunkID: candidate.id,
                containerID: segments[candidate.segment].segment.containerID,
                sentAt: Instant(microseconds: candidate.sentAt),
                score: candidate.score,
                lexicalScore: entry.lexicalScore,
                cosine: entry.cosine
            )
        }
    }
}

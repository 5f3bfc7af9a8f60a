package import Identifiers

/// A chunk that answers the query, with what it was ranked by.
package struct SearchHit: Hashable, Sendable {
    package let chunkID: Int64
    package let containerID: Int64
    package let sentAt: Instant
    /// The fused score, 0...1 under convex fusion; comparable within one outcome only.
    package let score: Double
    /// The BM25 score; 0 when no term matches.
    package let lexicalScore: Double
    /// The cosine of question and chunk, -1...1; nil when either has no vector.
    package let cosine: Float?
}

/// A distinct term of the question and what it weighs among the chunks the reader may see.
package struct QueryTerm: Hashable, Sendable {
    package let term: TermHash
    /// Occurrences in the question.
    package let frequency: UInt16
    /// The visible chunks that hold the term.
    package let documentFrequency: Int
    /// The inverse document frequency: `ln(1 + (N - df + 0.5) / (df + 0.5))`, positive.
    package let weight: Double
}

/// What a search found: a function of the query, the settings and the chunks that the reader may see, and of
/// nothing else, to the last bit.
package struct SearchOutcome: Hashable, Sendable {
    /// Best first; equal scores put the newer, then the lower id first. Each chunk at most once.
    package let hits: [SearchHit]
    /// The visible chunks that hold a term of the question and pass its time filter.
    package let lexicalMatchCount: Int
    /// The visible chunks, before the time filter.
    package let visibleChunkCount: Int
    /// By ascending term.
    package let queryTerms: [QueryTerm]
}

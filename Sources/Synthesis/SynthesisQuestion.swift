package import Retrieval

/// A question with what retrieval learned about its words.
package struct SynthesisQuestion: Sendable {
    /// The question as it was asked; from its first words follows what kind of sentence would answer it.
    package let text: String
    /// From `SearchOutcome.queryTerms`: weighted within what the reader may see.
    package let terms: [QueryTerm]
    /// The question's embedding, from the same model as the sentence embeddings; nil ranks by words alone.
    package let vector: [Float]?

    package init(text: String = "", terms: [QueryTerm], vector: [Float]? = nil) {
        self.text = text
        self.terms = terms
        self.vector = vector
    }
}

/// A passage with the score it was found with.
package struct RankedPassage: Sendable {
    /// Read from a `PassageStore` just now, so access has been checked once more.
    package let passage: Passage
    /// `SearchHit.score`.
    package let score: Double
    /// `SearchHit.cosine`: how close the whole passage is to the question.
    package let cosine: Double?

    package init(passage: Passage, score: Double, cosine: Double? = nil) {
        self.passage = passage
        self.score = score
        self.cosine = cosine
    }

    /// Passages with their hits' scores, in the order of the hits; hits without a passage fall away.
    package static func joining(_ hits: [SearchHit], _ passages: [Passage]) -> [RankedPassage] {
        let byChunk = Dictionary(passages.map { ($0.chunkID, $0) }, uniquingKeysWith: { first, _ in first })
        return hits.compactMap { hit in
            byChunk[hit.chunkID].map {
                RankedPassage(passage: $0, score: hit.score, cosine: hit.cosine.map(Double.init))
            }
        }
    }
}

import Corpus
import Identifiers
import Retrieval
import Signing

/// Gives chunks their terms and the digest that tells an unchanged chunk from a new one.
struct ChunkPreparation {
    private(set) var prepared: [PreparedChunk] = []
    private var occurrences: [Digest: Int] = [:]

    mutating func add(_ chunks: [Chunk]) {
        for chunk in chunks {
            let digest = distinctDigest(of: chunk)
            let terms = LexicalAnalyzer.vector(of: chunk.indexedText).bytes
            prepared.append(PreparedChunk(chunk: chunk, contentDigest: digest, terms: terms))
        }
    }

    /// Two parts of one long message may be the same text, as in a pasted log: the count tells them apart.
    private mutating func distinctDigest(of chunk: Chunk) -> Digest {
        let digest = Self.digest(of: chunk, occurrence: 0)
        let occurrence = occurrences[digest, default: 0]
        occurrences[digest] = occurrence + 1
        return occurrence == 0 ? digest : Self.digest(of: chunk, occurrence: occurrence)
    }

    private static func digest(of chunk: Chunk, occurrence: Int) -> Digest {
        var hasher = SHA256Hasher()
        hasher.update(chunk.indexedText.utf8)
        for span in chunk.spans {
            hasher.update(
                "\u{0}\(span.messageID):\(span.utf8Range.lowerBound):\(span.utf8Range.upperBound)".utf8
            )
        }
        if occurrence > 0 { hasher.update("\u{0}#\(occurrence)".utf8) }
        return hasher.finalize()
    }
}

import Access
import Corpus
import Identifiers
import Retrieval

/// The last stage of an import: a vector for every chunk that has none of the current model.
struct EmbedChunks: Sendable {
    private static let chunksPerBatch = 256

    let corpus: any CorpusStore
    let embedder: any TextEmbedder
    let usage: UsageJournal
    /// Who queued the import; nil for what nobody asked for.
    let actor: Actor?
    let now: @Sendable () -> Instant

    /// Calls `progress` with the chunks done and the chunks in all, after every batch.
    func callAsFunction(progress: (Int, Int) async throws -> Void) async throws -> Int {
        let digest = embedder.identity.digest
        let total = try await corpus.countChunksWithoutVector(modelDigest: digest)
        var done = 0
        var batch = try await corpus.chunksWithoutVector(
            modelDigest: digest,
            after: 0,
            limit: Self.chunksPerBatch
        )
        while let last = batch.last {
            try Task.checkCancellation()
            async let following = corpus.chunksWithoutVector(
                modelDigest: digest,
                after: last.id,
                limit: Self.chunksPerBatch
            )
            let embedded = try await vectors(of: batch.map(\.indexedText))
            let vectors = zip(batch, embedded.vectors).map { (chunkID: $0.id, vector: $1) }
            try await corpus.storeVectors(vectors, modelDigest: digest)
            done += vectors.count
            try await progress(done, max(total, done))
            batch = try await following
        }
        return done
    }

    /// A record for every batch, so that an import that breaks off has told of all but one.
    private func vectors(of texts: [String]) async throws -> EmbeddingBatch {
        try await usage.recording {
            let options = EmbeddingOptions(priority: .bulk, role: .document)
            let embedded = try await embedder.embed(texts, options)
            let use = ModelUse(embedded)
            return (embedded, use.record(.importing, of: embedder.identity, by: actor, at: now()))
        }
    }
}

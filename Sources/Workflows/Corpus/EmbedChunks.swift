import Access
import Corpus
import Identifiers
import Retrieval

/// The last stage of an import: a vector for every chunk that has none of the current model.
struct EmbedChunks: Sendable {
    private static let chunksPerBatch = 256
    /// Batches that are embedded or stored at a time: one waits for the threads while the other is computed, and the
    /// vectors of a third are stored, so that the threads never wait for the database.
    private static let batchesInFlight = 3
    /// How often a batch is sent again when too much other work is queued, and how long it waits at most before.
    private static let attemptsMax = 60
    private static let pauseSecondsMax = 30

    let corpus: any ChunkVectorStore
    let embedder: any TextEmbedder
    let usage: UsageJournal
    /// Who queued the import; nil for what nobody asked for.
    let actor: Actor?
    let now: @Sendable () -> Instant

    /// Calls `progress` with the chunks done and the chunks in all, after every batch.
    func callAsFunction(progress: (Int, Int) async throws -> Void) async throws -> Int {
        let digest = embedder.identity.resultDigest
        let total = try await corpus.countChunksWithoutVector(modelDigest: digest)
        return try await withThrowingTaskGroup(of: Int.self) { group in
            var (done, inFlight, last) = (0, 0, Int64(0))
            var hasMore = true
            while hasMore || inFlight > 0 {
                try Task.checkCancellation()
                if hasMore, inFlight < Self.batchesInFlight {
                    let batch = try await corpus.chunksWithoutVector(
                        modelDigest: digest,
                        after: last,
                        limit: Self.chunksPerBatch
                    )
                    hasMore = !batch.isEmpty
                    guard let end = batch.last else { continue }
                    last = end.id
                    inFlight += 1
                    group.addTask { try await store(batch, digest) }
                } else if let count = try await group.next() {
                    inFlight -= 1
                    done += count
                    try await progress(done, max(total, done))
                }
            }
            return done
        }
    }

    /// Embeds a batch and stores its vectors; returns how many.
    private func store(_ batch: [UnembeddedChunk], _ digest: Digest) async throws -> Int {
        let embedded = try await embed(batch.map(\.indexedText))
        let vectors = zip(batch, embedded.vectors).map { (chunkID: $0.id, vector: $1) }
        try await corpus.storeVectors(vectors, modelDigest: digest)
        return vectors.count
    }

    /// Nobody waits for an import: when the model has too much to do, it comes again.
    private func embed(_ texts: [String]) async throws -> EmbeddingBatch {
        var attempts = 1
        while true {
            do {
                return try await vectors(of: texts)
            } catch InferenceError.overloaded(let seconds) where attempts < Self.attemptsMax {
                attempts += 1
                try await Task.sleep(for: .seconds(min(seconds, Self.pauseSecondsMax)))
            }
        }
    }

    /// A record for every batch, so that an import that breaks off has told of all that were stored.
    private func vectors(of texts: [String]) async throws -> EmbeddingBatch {
        try await usage.recording(as: { outcome, use in
            use.record(.importing, outcome, of: embedder.identity, by: actor, at: now())
        }) { tally in
            let options = EmbeddingOptions(priority: .bulk, role: .document)
            return try await tally.embed(texts, options, with: embedder)
        }
    }
}

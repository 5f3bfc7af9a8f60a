import Corpus
import Identifiers
import Retrieval
import Synchronization
import TestSupport
import Testing

@testable import Workflows

@Suite("Embedding of chunks")
struct EmbedChunksTests {
    /// A thousand chunks, of which those without a vector are handed out.
    private final class Chunks: ChunkVectorStore {
        let stored = Mutex<Set<Int64>>([])
        private let count: Int64

        init(_ count: Int64) { self.count = count }

        func chunksWithoutVector(
            modelDigest: Digest,
            after: Int64,
            limit: Int
        ) async throws -> [UnembeddedChunk] {
            let stored = stored.withLock { $0 }
            return (0..<count).filter { $0 >= after && !stored.contains($0 + 1) }.prefix(limit).map {
                UnembeddedChunk(id: $0 + 1, indexedText: "chunk \($0)")
            }
        }

        func countChunksWithoutVector(modelDigest: Digest) async throws -> Int {
            Int(count) - stored.withLock { $0.count }
        }

        func storeVectors(_ vectors: [(chunkID: Int64, vector: [Float])], modelDigest: Digest) async throws {
            stored.withLock { $0.formUnion(vectors.map(\.chunkID)) }
        }
    }

    /// Answers a request only when another one is there as well, or no chunk is left for one; refuses the first.
    private final class Paired: TextEmbedder {
        private struct State {
            var running = 0
            var mostRunning = 0
            var refusals = 1
            var texts = 0
        }

        let identity = ModelIdentity(name: "fake", version: "1", digest: Digest(words: (0, 0, 0, 1)))
        let dimension = 1
        let tokensMax = 8
        private let state = Mutex(State())
        private let total: Int

        init(total: Int) { self.total = total }

        var mostRunning: Int { state.withLock { $0.mostRunning } }

        func tokenCount(_ text: String) -> Int { 1 }

        func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
            let isRefused = state.withLock { state in
                if state.refusals > 0 {
                    state.refusals -= 1
                    return true
                }
                state.running += 1
                state.texts += texts.count
                state.mostRunning = max(state.mostRunning, state.running)
                return false
            }
            if isRefused { throw InferenceError.overloaded(retryAfterSeconds: 0) }
            while state.withLock({ $0.running < 2 && $0.mostRunning < 2 && $0.texts < total }) {
                try await Task.sleep(for: .milliseconds(1))
            }
            state.withLock { $0.running -= 1 }
            return EmbeddingBatch(
                vectors: texts.map { _ in [1] },
                tokenCounts: texts.map { _ in 1 }
            )
        }
    }

    @Test(
        "Batches follow each other without a gap, each chunk gets its vector, and a refused batch comes again"
    )
    func pipelined() async throws {
        let chunks = Chunks(1_000)
        let embedder = Paired(total: 1_000)
        var seen: [Int] = []
        let usage = UsageJournal(store: FakeUsageStore(), logger: FakeUsageStore.logger)
        let clock = FakeClock()
        let embed = EmbedChunks(
            corpus: chunks,
            embedder: embedder,
            usage: usage,
            actor: nil,
            now: clock.now
        )
        let done = try await embed { done, total in
            #expect(total == 1_000)
            seen.append(done)
        }
        #expect(done == 1_000 && chunks.stored.withLock { $0.count } == 1_000)
        #expect(seen.count == 4 && seen == seen.sorted() && seen.last == 1_000)
        #expect((2...3).contains(embedder.mostRunning))
    }
}

package import Identifiers

/// Where the vectors of chunks are kept, for each model its own.
package protocol ChunkVectorStore: Sendable {
    /// Chunks that no vector of this model exists for, in id order after `after`.
    func chunksWithoutVector(
        modelDigest: Digest,
        after: Int64,
        limit: Int
    ) async throws -> [UnembeddedChunk]
    func countChunksWithoutVector(modelDigest: Digest) async throws -> Int
    func storeVectors(_ vectors: [(chunkID: Int64, vector: [Float])], modelDigest: Digest) async throws
}

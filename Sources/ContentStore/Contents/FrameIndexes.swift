import Catalog
import Identifiers
import Signing
import Synchronization

/// The indexes of recently written and read contents. One that is missing is made by reading the content once.
final class FrameIndexes: Sendable {
    /// How many frames the kept indexes may have in all: 256 GiB of content, some 8 MiB of memory.
    private static let framesMax = 65_536

    private struct State {
        var indexes: [Digest: FrameIndex] = [:]
        /// The least recently used first.
        var order: [Digest] = []
        var frameCount = 0
        var inProgress: [Digest: Task<FrameIndex, any Error>] = [:]

        mutating func remove(_ digest: Digest) {
            guard let index = indexes.removeValue(forKey: digest) else { return }
            frameCount -= index.states.count
            order.removeAll { $0 == digest }
        }
    }

    private let state = Mutex(State())

    /// Throws `ContentDamaged` when the content does not match its digest.
    func index(of digest: Digest, in blob: any BlobReader) async throws -> FrameIndex {
        let task = state.withLock { state -> Task<FrameIndex, any Error> in
            if let known = state.indexes[digest] { return Task { known } }
            if let running = state.inProgress[digest] { return running }
            let task = Task { try await Self.read(blob, digest) }
            state.inProgress[digest] = task
            return task
        }
        defer { state.withLock { state in _ = state.inProgress.removeValue(forKey: digest) } }
        let index = try await task.value
        remember(index, of: digest)
        return index
    }

    func remember(_ index: FrameIndex, of digest: Digest) {
        // A small content is read whole to check any part of it.
        guard index.states.count > 1, index.states.count <= Self.framesMax else { return }
        state.withLock { state in
            state.remove(digest)
            state.indexes[digest] = index
            state.order.append(digest)
            state.frameCount += index.states.count
            while state.frameCount > Self.framesMax, let oldest = state.order.first { state.remove(oldest) }
        }
    }

    func forget(_ digest: Digest) {
        state.withLock { $0.remove(digest) }
    }

    private static func read(_ blob: any BlobReader, _ digest: Digest) async throws -> FrameIndex {
        if blob.sizeBytes <= FrameHasher.frameBytes {
            return FrameIndex(
                states: [SHA256Hasher()],
                content: StoredContent(digest: digest, sizeBytes: blob.sizeBytes)
            )
        }
        var hasher = FrameHasher()
        while true {
            let piece = try await blob.read(
                at: hasher.content.sizeBytes,
                byteCount: FrameHasher.frameBytes
            )
            if piece.isEmpty { break }
            hasher.update(piece)
        }
        guard hasher.content.digest == digest else { throw ContentDamaged(digest: digest) }
        return hasher.index
    }
}

import Synchronization
package import Synthesis

/// Keeps the vectors of sentences that were quoted or considered lately; the oldest half goes when it is full.
package final class RecentSentenceVectors: SentenceVectorCache {
    private struct Generations {
        var young: [SentenceKey: [Float]] = [:]
        var old: [SentenceKey: [Float]] = [:]
    }

    private let generationMax: Int
    private let kept = Mutex(Generations())

    /// `capacity` vectors of 384 dimensions take about `capacity` × 1.6 kB.
    package init(capacity: Int = 16_384) {
        generationMax = max(capacity / 2, 1)
    }

    package func vectors(for keys: [SentenceKey]) async -> [SentenceKey: [Float]] {
        kept.withLock { kept in
            var found: [SentenceKey: [Float]] = [:]
            for key in keys { found[key] = kept.young[key] ?? kept.old[key] }
            for (key, vector) in found where kept.young[key] == nil { insert(key, vector, &kept) }
            return found
        }
    }

    package func store(_ vectors: [SentenceKey: [Float]]) async {
        kept.withLock { kept in
            for (key, vector) in vectors { insert(key, vector, &kept) }
        }
    }

    private func insert(_ key: SentenceKey, _ vector: [Float], _ kept: inout Generations) {
        if kept.young.count >= generationMax {
            kept.old = kept.young
            kept.young = [:]
        }
        kept.young[key] = vector
    }
}

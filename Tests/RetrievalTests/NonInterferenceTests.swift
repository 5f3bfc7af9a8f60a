import Corpus
import Testing

@testable import Retrieval

@Suite("What a reader may not see changes nothing that the reader sees")
struct NonInterferenceTests {
    private static let settings: [RankingSettings] = [
        RankingSettings(candidatesMax: 10),
        RankingSettings(fusion: .reciprocalRank(k: 60), candidatesMax: 10),
    ]

    @Test(
        "The outcome equals, to the last bit, that of an index that never held the invisible chunks",
        arguments: 0..<40
    )
    func outcomeDependsOnVisibleChunksOnly(seed: UInt64) throws {
        var corpus = SyntheticCorpus(seed: seed)
        let settings = Self.settings[Int(seed) % 2]
        let whole = SearchIndex(dimension: SyntheticCorpus.dimension, settings: settings)
        let chunks = try fill(whole, from: &corpus)
        let access = AccessSet(containerIDs: Set((0..<5).map { _ in Int64(corpus.number(in: 0..<12)) }))
        let visible = SearchIndex(dimension: SyntheticCorpus.dimension, settings: settings)
        try visible.apply(chunks.filter { access.allows(containerID: $0.containerID) }.map { .upsert($0) })
        for _ in 0..<20 {
            let query = corpus.query()
            let everything = AccessSet(containerIDs: Set(0..<12))
            let found = try whole.search(query, within: access)
            #expect(found == (try visible.search(query, within: access)))
            #expect(found == (try visible.search(query, within: everything)))
            #expect(found.hits.allSatisfy { access.allows(containerID: $0.containerID) })
        }
    }

    @Test("A reader who may see nothing gets nothing, not even a count or a weight that tells")
    func nothingVisible() throws {
        var corpus = SyntheticCorpus(seed: 7)
        let full = SearchIndex(dimension: SyntheticCorpus.dimension)
        _ = try fill(full, from: &corpus)
        let empty = SearchIndex(dimension: SyntheticCorpus.dimension)
        let query = SearchQuery(terms: corpus.terms(count: 4), vector: corpus.vector())
        let outcome = try full.search(query, within: .nothing)
        #expect(outcome == (try empty.search(query, within: .nothing)))
        #expect(outcome.hits.isEmpty && outcome.lexicalMatchCount == 0 && outcome.visibleChunkCount == 0)
    }

    @Test("A source filter narrows access and never widens it")
    func filterNeverWidens() throws {
        var corpus = SyntheticCorpus(seed: 8)
        let index = SearchIndex(dimension: SyntheticCorpus.dimension)
        _ = try fill(index, from: &corpus)
        let query = SearchQuery(
            terms: corpus.terms(count: 4),
            vector: corpus.vector(),
            containerIDs: [1, 2, 3]
        )
        let hits = try index.search(query, within: AccessSet(containerIDs: [2, 9])).hits
        #expect(!hits.isEmpty)
        #expect(hits.allSatisfy { $0.containerID == 2 })
    }

    /// Applies random batches of additions, replacements, moves and removals; returns the chunks that remain.
    private func fill(_ index: SearchIndex, from corpus: inout SyntheticCorpus) throws -> [IndexedChunk] {
        var remaining: [Int64: IndexedChunk] = [:]
        for _ in 0..<12 {
            var batch: [IndexChange] = []
            for _ in 0..<corpus.number(in: 1..<40) {
                let id = Int64(corpus.number(in: 0..<150))
                if corpus.number(in: 0..<5) == 0 {
                    batch.append(.remove(chunkID: id))
                    remaining[id] = nil
                } else {
                    let chunk = corpus.chunk(id: id, containers: 12)
                    batch.append(.upsert(chunk))
                    remaining[id] = chunk
                }
            }
            if corpus.number(in: 0..<6) == 0 {
                let container = Int64(corpus.number(in: 0..<12))
                batch.append(.removeContainer(container))
                remaining = remaining.filter { $0.value.containerID != container }
            }
            try index.apply(batch)
        }
        #expect(index.size.chunkCount == remaining.count)
        return Array(remaining.values)
    }
}

import Corpus
import Identifiers
import Testing

@testable import Retrieval

@Suite("Search index")
struct SearchIndexTests {
    private let all = AccessSet(containerIDs: [1, 2])

    private func chunk(
        _ id: Int64,
        in container: Int64 = 1,
        at seconds: Int64 = 0,
        _ text: String,
        vector: [Float]? = nil
    ) -> IndexedChunk {
        IndexedChunk(
            id: id,
            containerID: container,
            sentAt: Instant(seconds: seconds),
            terms: LexicalAnalyzer.vector(of: text),
            vector: vector
        )
    }

    private func index(_ chunks: IndexedChunk..., fusion: RankingSettings.Fusion? = nil) throws -> SearchIndex
    {
        let index = SearchIndex(
            dimension: 2,
            settings: fusion.map { RankingSettings(fusion: $0) } ?? RankingSettings()
        )
        try index.apply(chunks.map { .upsert($0) })
        return index
    }

    private func ids(
        _ index: SearchIndex,
        _ text: String,
        vector: [Float]? = nil,
        within access: AccessSet? = nil
    ) throws -> [Int64] {
        let query = SearchQuery(terms: LexicalAnalyzer.vector(of: text), vector: vector)
        return try index.search(query, within: access ?? all).hits.map(\.chunkID)
    }

    @Test("BM25 gives the score that its formula gives by hand")
    func bm25ByHand() throws {
        let index = try index(chunk(1, "raft raft kafka"), chunk(2, "kafka"), chunk(3, "peer ledger"))
        let outcome = try index.search(SearchQuery(terms: LexicalAnalyzer.vector(of: "raft")), within: all)
        // N = 3, df = 1: ln(1 + 2.5 / 1.5); length 3, average 2, so the discount is 1.2 * (0.25 + 0.75 *
        // 1.5).
        let expected = 0.980829253011726 * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 1.5))
        #expect(outcome.hits.map(\.chunkID) == [1])
        #expect(abs(outcome.hits[0].lexicalScore - expected) < 1e-12)
        #expect(outcome.lexicalMatchCount == 1)
        #expect(outcome.visibleChunkCount == 3)
        #expect(outcome.queryTerms.map(\.documentFrequency) == [1])
    }

    @Test("A replaced chunk is found by its new words only, also after it moved to another container")
    func replacement() throws {
        let index = try index(chunk(1, "raft"), chunk(2, "kafka"))
        try index.apply([.upsert(chunk(1, in: 2, "solo"))])
        #expect(try ids(index, "raft").isEmpty)
        #expect(try ids(index, "solo", within: AccessSet(containerIDs: [1])).isEmpty)
        #expect(try ids(index, "solo", within: AccessSet(containerIDs: [2])) == [1])
        #expect(index.size.chunkCount == 2)
    }

    @Test("A removed chunk and a removed container are gone at once")
    func removal() throws {
        let index = try index(chunk(1, "raft", vector: [1, 0]), chunk(2, in: 2, "raft", vector: [1, 0]))
        try index.apply([.remove(chunkID: 1), .remove(chunkID: 99)])
        #expect(try ids(index, "raft", vector: [1, 0]) == [2])
        try index.apply([.removeContainer(2)])
        #expect(try ids(index, "raft", vector: [1, 0]).isEmpty)
        #expect(index.size == IndexSize(chunkCount: 0, vectorCount: 0, byteCount: 0))
    }

    @Test("Replaced chunks leave memory: at most a quarter of what is kept is dead")
    func compaction() throws {
        var generator = SeededGenerator(seed: 3)
        let index = SearchIndex(dimension: 2)
        try index.apply((0..<100).map { .upsert(chunk(Int64($0), "raft", vector: [1, 0])) })
        for _ in 0..<50 {
            let ids = (0..<30).map { _ in Int64.random(in: 0..<100, using: &generator) }
            try index.apply(ids.map { .upsert(chunk($0, "raft", vector: [0, 1])) })
            #expect(index.size.chunkCount == 100)
            #expect(index.size.vectorCount * 3 <= 100 * 4)
        }
    }

    @Test("The last change of an id in a batch wins")
    func lastChangeWins() throws {
        let index = try index(chunk(1, "raft"))
        try index.apply([.remove(chunkID: 1), .upsert(chunk(1, "kafka")), .upsert(chunk(1, "solo"))])
        #expect(try ids(index, "solo") == [1])
        try index.apply([.upsert(chunk(2, "solo")), .remove(chunkID: 2)])
        #expect(try ids(index, "solo") == [1])
    }

    @Test(
        "A batch with one bad vector changes nothing",
        arguments: [
            ([1, 2, 3], SearchIndexError.dimensionMismatch(expected: 2, found: 3)),
            ([0, 0], .unusableVector(chunkID: 3)), ([.nan, 1], .unusableVector(chunkID: 3)),
            ([.infinity, 1], .unusableVector(chunkID: 3)),
        ] as [([Float], SearchIndexError)]
    )
    func badVector(vector: [Float], error: SearchIndexError) throws {
        let index = try index(chunk(1, "raft"))
        #expect(throws: error) {
            try index.apply([
                .upsert(chunk(2, "raft")), .remove(chunkID: 1), .upsert(chunk(3, "raft", vector: vector)),
            ])
        }
        #expect(try ids(index, "raft") == [1])
    }

    @Test("A question with an unusable vector is refused")
    func badQuestion() throws {
        let index = try index(chunk(1, "raft"))
        #expect(throws: SearchIndexError.unusableVector(chunkID: nil)) {
            try ids(index, "raft", vector: [0, 0])
        }
        #expect(throws: SearchIndexError.dimensionMismatch(expected: 2, found: 1)) {
            try ids(index, "raft", vector: [1])
        }
    }

    @Test("Meaning finds what shares no word, and words find what has no vector yet")
    func hybrid() throws {
        let index = try index(
            chunk(1, "deployment", vector: [1, 0]),
            chunk(2, "rollout"),
            chunk(3, "lunch", vector: [0, 1])
        )
        let query = SearchQuery(terms: LexicalAnalyzer.vector(of: "rollout"), vector: [0.9, 0.1])
        let hits = try index.search(query, within: all).hits
        #expect(Set(hits.map(\.chunkID)) == [1, 2, 3])
        #expect(hits.first { $0.chunkID == 2 }?.cosine == nil)
        #expect(hits.last?.chunkID == 3)
    }

    @Test("Reciprocal ranks add up over both lists")
    func reciprocalRank() throws {
        let index = try index(
            chunk(1, "raft", vector: [0, 1]),
            chunk(2, "raft raft", vector: [1, 0]),
            fusion: .reciprocalRank(k: 60)
        )
        let query = SearchQuery(terms: LexicalAnalyzer.vector(of: "raft"), vector: [1, 0])
        let hits = try index.search(query, within: all).hits
        #expect(hits.map(\.chunkID) == [2, 1])
        #expect(hits.map(\.score) == [1.0 / 61 + 1.0 / 61, 1.0 / 62 + 1.0 / 62])
    }

    @Test("Of equal scores the newer comes first, then the lower id")
    func ties() throws {
        let index = try index(chunk(5, at: 1, "raft"), chunk(9, at: 2, "raft"), chunk(4, at: 1, "raft"))
        #expect(try ids(index, "raft") == [9, 4, 5])
    }

    @Test("The time filter takes its start and leaves its end")
    func timeFilter() throws {
        let index = try index(chunk(1, at: 1, "raft"), chunk(2, at: 2, "raft"), chunk(3, at: 3, "raft"))
        var query = SearchQuery(terms: LexicalAnalyzer.vector(of: "raft"))
        query.sentFrom = Instant(seconds: 2)
        query.sentBefore = Instant(seconds: 3)
        let outcome = try index.search(query, within: all)
        #expect(outcome.hits.map(\.chunkID) == [2])
        #expect(outcome.lexicalMatchCount == 1)
    }

    @Test("Readers see a whole batch or none of it while a writer is at work")
    func concurrentReaders() async throws {
        let index = SearchIndex(dimension: 2)
        let query = SearchQuery(terms: LexicalAnalyzer.vector(of: "raft"), limit: 50)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for round in 0..<60 {
                    try index.apply(
                        (0..<10).map { .upsert(chunk(Int64(round % 4 * 10 + $0), at: Int64(round), "raft")) }
                    )
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<200 {
                        let hits = try index.search(query, within: all).hits
                        #expect(Dictionary(grouping: hits, by: \.sentAt).values.allSatisfy { $0.count == 10 })
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}

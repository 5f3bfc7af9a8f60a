import Testing

@testable import Retrieval

@Suite("Retrieval quality on judged collections")
struct RetrievalQualityTests {
    /// Figures of an independent BM25 (k1 1.2, b 0.75) with another stemmer and stop list; ours may fall
    /// short of one by what a handful of queries is worth.
    @Test(
        "Lexical ranking reaches the reference BM25",
        .enabled(if: JudgedCollection.isPresent("cranfield") && JudgedCollection.isPresent("cisi")),
        arguments: [("cranfield", 0.5213, 0.7663), ("cisi", 0.4068, 0.4585)]
    )
    func reachesReference(name: String, nDCG: Double, recall: Double) throws {
        let score = try JudgedCollection(named: name).score(settings: RankingSettings())
        #expect(score.nDCG >= nDCG - 0.006)
        #expect(score.recall >= recall - 0.006)
    }
}

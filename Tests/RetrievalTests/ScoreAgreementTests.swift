import Testing

@testable import Retrieval

@Suite("How near the scores of a derived model are")
struct ScoreAgreementTests {
    /// For each query the documents' scores, falling from the document of the query's number on.
    private static func scores(_ queries: Int = 10, documents: Int = 40) -> [[Float]] {
        (0..<queries).map { query in
            (0..<documents).map { Float(documents - ($0 + query) % documents) / Float(documents + 1) }
        }
    }

    @Test("The same scores agree wholly")
    func same() throws {
        let found = try #require(ScoreAgreement(parent: Self.scores(), derived: Self.scores()))
        #expect(
            found == .init(queries: 10, documents: 40, leastAgreement: 1, meanAgreement: 1, topTenOverlap: 1)
        )
    }

    @Test("The greatest difference counts, and a rank that another document takes")
    func differences() throws {
        let old = Self.scores()
        var new = old
        // The best document of the first query falls behind the tenth.
        new[0][0] -= 0.5
        let found = try #require(ScoreAgreement(parent: old, derived: new))
        #expect(abs(found.leastAgreement - 0.5) < 1e-6)
        #expect(abs(found.meanAgreement - (1 - 0.5 / 400)) < 1e-6)
        #expect(abs(found.topTenOverlap - 0.99) < 1e-9)
    }

    @Test("Equal scores rank in the documents' order on both sides")
    func ties() {
        let level = [[Float]](repeating: [Float](repeating: 0.5, count: 40), count: 10)
        #expect(ScoreAgreement(parent: level, derived: level)?.topTenOverlap == 1)
    }

    @Test("What cannot be compared agrees with nothing")
    func incomparable() {
        let scores = Self.scores()
        var broken: [[[Float]]] = [[], Array(scores.prefix(9)), Self.scores(documents: 39)]
        for value in [Float.nan, .infinity, -0.1, 1.1] {
            var one = scores
            one[3][7] = value
            broken.append(one)
        }
        var ragged = scores
        ragged[9].removeLast()
        broken.append(ragged)
        for other in broken {
            #expect(ScoreAgreement(parent: scores, derived: other) == nil)
            #expect(ScoreAgreement(parent: other, derived: scores) == nil)
        }
    }

    @Test("A figure below its threshold denies, and so does one that is no number, or no measure at all")
    func thresholds() {
        let needed = QuantizationThresholds(leastCosine: 0, leastScoreAgreement: 0.9, topTenOverlap: 0.95)
        func admits(_ least: Double, _ mean: Double, _ overlap: Double, queries: Int = 10) -> Bool {
            needed.admit(
                .scores(
                    ScoreAgreement(
                        queries: queries,
                        documents: 40,
                        leastAgreement: least,
                        meanAgreement: mean,
                        topTenOverlap: overlap
                    )
                )
            )
        }
        #expect(admits(0.9, 0.9, 0.95))
        #expect(!admits(0.899, 1, 1) && !admits(1, 1, 0.949) && !admits(1, 1, 1, queries: 9))
        #expect(!admits(.nan, 1, 1) && !admits(1, .nan, 1) && !admits(1, 1, .nan))
        #expect(!needed.admit(.scores(nil)) && !needed.admit(.vectors(nil)))
    }
}

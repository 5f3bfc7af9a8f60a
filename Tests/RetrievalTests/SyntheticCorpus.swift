import Identifiers

@testable import Retrieval

/// Random chunks over a small vocabulary, so that terms, scores and times collide often.
struct SyntheticCorpus {
    static let dimension = 24
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func number(in range: Range<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    mutating func chunk(id: Int64, containers: Int) -> IndexedChunk {
        IndexedChunk(
            id: id,
            containerID: Int64(number(in: 0..<containers)),
            sentAt: Instant(seconds: Int64(number(in: 0..<50))),
            terms: terms(count: number(in: 0..<12)),
            vector: number(in: 0..<5) == 0 ? nil : vector()
        )
    }

    mutating func terms(count: Int) -> TermVector {
        TermVector(terms: (0..<count).map { _ in TermHash(term: "word\(number(in: 0..<15))".utf8) })
    }

    /// Few distinct values, so that equal cosines happen.
    mutating func vector() -> [Float] {
        var vector = (0..<Self.dimension).map { _ in Float(number(in: -1..<2)) }
        vector[0] = 1
        return vector
    }

    mutating func query() -> SearchQuery {
        SearchQuery(
            terms: terms(count: number(in: 0..<5)),
            vector: number(in: 0..<4) == 0 ? nil : vector(),
            containerIDs: number(in: 0..<4) == 0 ? Set((0..<4).map { _ in Int64(number(in: 0..<12)) }) : nil,
            sentFrom: number(in: 0..<4) == 0 ? Instant(seconds: Int64(number(in: 0..<25))) : nil,
            sentBefore: number(in: 0..<4) == 0 ? Instant(seconds: Int64(number(in: 25..<50))) : nil,
            limit: number(in: 1..<30)
        )
    }
}

import Synthesis
import Testing

@testable import Workflows

@Suite("The cache of sentence vectors")
struct RecentSentenceVectorsTests {
    private func key(_ number: Int) -> SentenceKey {
        SentenceKey(messageID: Int64(number), utf8Range: 0..<1, textHash: UInt64(number))
    }

    @Test("What was stored is found, what was not is left out")
    func finds() async {
        let cache = RecentSentenceVectors(capacity: 10)
        await cache.store([key(1): [1, 2]])
        #expect(await cache.vectors(for: [key(1), key(2)]) == [key(1): [1, 2]])
    }

    @Test("The same place with another text is another sentence")
    func boundToText() async {
        let cache = RecentSentenceVectors(capacity: 10)
        await cache.store([key(1): [1]])
        let edited = SentenceKey(messageID: 1, utf8Range: 0..<1, textHash: 99)
        #expect(await cache.vectors(for: [edited]).isEmpty)
    }

    @Test("It never holds more than its capacity", arguments: [0, 1, 2, 10, 101])
    func isBounded(capacity: Int) async {
        let cache = RecentSentenceVectors(capacity: capacity)
        let keys = (0..<1_000).map(key)
        for key in keys { await cache.store([key: [0]]) }
        var held = 0
        // Asked one by one from the newest, so that asking drives out nothing that is still to be counted.
        for key in keys.reversed() where await !cache.vectors(for: [key]).isEmpty { held += 1 }
        #expect(held <= max(capacity, 2))
        #expect(held >= 1)
    }

    @Test("What is used stays when what is not used goes")
    func keepsWhatIsUsed() async {
        let cache = RecentSentenceVectors(capacity: 20)
        await cache.store([key(0): [7]])
        for number in 1...200 {
            await cache.store([key(number): [0]])
            #expect(await cache.vectors(for: [key(0)]) == [key(0): [7]])
        }
        #expect(await cache.vectors(for: [key(1)]).isEmpty)
    }
}

import Identifiers
import Testing

@testable import LocalModels

@Suite("Result cache")
struct ResultCacheTests {
    private static func key(_ number: UInt64) -> Digest { Digest(words: (number, 0, 0, number)) }
    private static let value: [Float] = [1, 2, 3, 4]
    private static let size = ResultCache.entryBytes + 16

    @Test("What was used least lately goes first, and the bytes stay within the limit")
    func leastRecent() {
        var cache = ResultCache(bytesMax: 3 * Self.size + 10)
        for number in 1...3 { cache.insert(Self.value, for: Self.key(UInt64(number))) }
        #expect(cache.value(for: Self.key(1)) == Self.value)
        cache.insert([5, 6, 7, 8], for: Self.key(4))
        #expect(cache.value(for: Self.key(2)) == nil && cache.value(for: Self.key(1)) != nil)
        #expect(cache.value(for: Self.key(4)) == [5, 6, 7, 8])
        #expect(cache.count == 3 && cache.bytes == 3 * Self.size)
    }

    @Test("What is larger than the cache is not kept, and nothing is kept in none")
    func tooLarge() {
        var cache = ResultCache(bytesMax: Self.size)
        cache.insert(Self.value, for: Self.key(1))
        cache.insert(Array(repeating: 0, count: 5), for: Self.key(2))
        #expect(cache.value(for: Self.key(1)) != nil && cache.value(for: Self.key(2)) == nil)
        var none = ResultCache(bytesMax: 0)
        none.insert([], for: Self.key(1))
        #expect(none.count == 0 && none.bytes == 0)
    }

    @Test("After many changes it holds what a plain list of the latest would hold")
    func againstList() {
        var cache = ResultCache(bytesMax: 7 * Self.size)
        var latest: [UInt64] = []
        var state: UInt64 = 88
        for _ in 0..<4_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let number = state >> 60
            let isKnown = latest.contains(number)
            if state >> 40 & 1 == 0 {
                #expect((cache.value(for: Self.key(number)) != nil) == isKnown)
                if isKnown { latest = latest.filter { $0 != number } + [number] }
            } else {
                cache.insert(Self.value, for: Self.key(number))
                if !isKnown { latest = (latest + [number]).suffix(7) }
            }
        }
        #expect(cache.count == 7 && cache.bytes == 7 * Self.size)
    }
}

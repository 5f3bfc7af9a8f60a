import Testing

@testable import Retrieval

@Suite("Term vectors")
struct TermVectorTests {
    @Test(
        "Term hashes never change: they are stored",
        arguments: [
            ("", 0xefd0_1f60_ba99_2926), ("deploy", 0x713e_2d53_7e5f_5b0f),
            ("cve-2024-1", 0xae08_b5bb_365d_a83a), ("日本", 0x1230_c550_89fe_4e43),
        ] as [(String, UInt64)]
    )
    func hashes(term: String, value: UInt64) {
        #expect(TermHash(term: term.utf8).value == value)
    }

    @Test("Terms are counted, sorted and found")
    func counting() {
        let vector = LexicalAnalyzer.vector(of: "raft kafka raft solo raft")
        #expect(vector.length == 5)
        #expect(vector.entries.map(\.frequency).sorted() == [1, 1, 3])
        #expect(zip(vector.entries, vector.entries.dropFirst()).allSatisfy { $0.term < $1.term })
        #expect(vector.contains(TermHash(term: "solo".utf8)))
        #expect(!vector.contains(TermHash(term: "pbft".utf8)))
    }

    @Test(
        "What is written is read again",
        arguments: ["", "raft", "raft kafka raft solo", "日本語 tests 1.2.3"]
    )
    func roundTrip(text: String) throws {
        let vector = LexicalAnalyzer.vector(of: text)
        #expect(try TermVector(bytes: vector.bytes) == vector)
    }

    @Test("Frequencies above 65,535 are held at it")
    func saturation() throws {
        let vector = TermVector(terms: Array(repeating: TermHash(value: 1), count: 70_000))
        #expect(vector.entries.map(\.frequency) == [65_535])
        #expect(try TermVector(bytes: vector.bytes) == vector)
    }

    @Test("No damaged or shortened bytes are read as another vector, and none stop the program")
    func damage() {
        let bytes = LexicalAnalyzer.vector(of: "raft kafka solo").bytes
        for length in bytes.indices {
            #expect(throws: TermVectorError.self) { try TermVector(bytes: Array(bytes[..<length])) }
        }
        #expect(throws: TermVectorError.self) { try TermVector(bytes: bytes + [0]) }
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            var damaged = bytes
            damaged[Int.random(in: damaged.indices, using: &generator)] = UInt8.random(
                in: 0...255,
                using: &generator
            )
            if let vector = try? TermVector(bytes: damaged) { #expect(vector.bytes == damaged) }
        }
    }

    @Test(
        "Bytes that break a rule are refused",
        arguments: [
            [], [2, 0, 0], [1, 0x80, 0, 0], [1, 1, 0xFF, 0xFF, 3], [1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0],
            [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
            [1, 2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1],
        ] as [[UInt8]]
    )
    func refusal(bytes: [UInt8]) {
        #expect(throws: TermVectorError.self) { try TermVector(bytes: bytes) }
    }
}

import Catalog
import Testing

@Suite("Page tokens of searches")
struct SearchPageTokenTests {
    private static let query = SearchPageToken(query: ["runs", "0", "metrics.a > 1", "start_time DESC"])
    private static let keys: [SearchPageToken.Key] = [
        .text("a'b\u{1}é"), .integer(.max), .integer(-1), .number(.infinity), .number(0.1), .null,
        .text("i5"),
    ]

    @Test("A token gives back the keys it was made of, NaN and the largest numbers included")
    func roundTrip() throws {
        let token = Self.query.token(after: Self.keys)
        #expect(try Self.query.keys(of: token) == Self.keys)
        #expect(token.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
        let read = try #require(try Self.query.keys(of: Self.query.token(after: [.number(.nan)])))
        #expect("\(read)" == "\([SearchPageToken.Key.number(.nan)])")
        #expect(try Self.query.keys(of: nil) == nil)
        #expect(try Self.query.keys(of: "") == nil)
    }

    @Test("A token of another query is refused, and one cannot shift text from one part to the next")
    func otherQuery() {
        let token = Self.query.token(after: Self.keys)
        for other in [["runs", "0", "metrics.a > 2", "start_time DESC"], ["runs", "0"], []] {
            #expect(throws: SearchRefusal.self) { try SearchPageToken(query: other).keys(of: token) }
        }
        let shifted = SearchPageToken(query: ["a", "b"]).token(after: [])
        #expect(throws: SearchRefusal.self) { try SearchPageToken(query: ["ab", ""]).keys(of: shifted) }
    }

    @Test("A damaged token is refused, whichever character changed and wherever it was cut")
    func damaged() {
        let token = Self.query.token(after: Self.keys)
        for index in token.indices {
            var changed = token
            changed.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
            // The last character may carry bits that belong to no byte.
            if changed.index(after: index) != changed.endIndex {
                #expect(throws: SearchRefusal.self) { try Self.query.keys(of: changed) }
            }
            if index != token.startIndex {
                #expect(throws: SearchRefusal.self) { try Self.query.keys(of: String(token[..<index])) }
            }
        }
        for odd in ["zzz", "%", "é", String(repeating: "A", count: SearchPageToken.bytesMax + 1)] {
            #expect(throws: SearchRefusal.self) { try Self.query.keys(of: odd) }
        }
    }
}

import Catalog
import Foundation
import Identifiers
import Testing

@testable import Persistence

@Suite("Values as JSON documents")
struct JSONValueEncoderTests {
    private struct Everything: Codable {
        enum Kind: String, Codable { case one }
        enum Choice: Codable {
            case number(Int)
            case pair(first: String, second: Double)
            case nothing
        }

        var text = "a \"b\" / é 🙂 \n"
        var empty = ""
        var whole = 42
        var negative: Int64 = -9_007_199_254_740_991
        var small: UInt8 = 255
        var fraction = 0.1
        var wholeFraction = 5.0
        var single: Float = 0.1
        var flag = true
        var nothing: String?
        var list = [1, 2, 3]
        var noList: [String] = []
        var lists = [["a"], []]
        var optionals: [Int?] = [1, nil]
        var texts = ["b": "1", "a": "2"]
        var numbers = [1: "one"]
        var kind = Kind.one
        var choices = [Choice.number(1), .pair(first: "x", second: 1.5), .nothing]
        var document: JSONValue = ["z": [1, .null, false], "a": .number(2)]
        var id = ModelID(bytes: Array(0..<16))
        var digest = Digest(words: (1, 2, 3, 4))
        var time = Instant(microseconds: 1_700_000_000_123_456)
    }

    @Test("A value is the document that the standard encoder writes of it")
    func everything() throws {
        let written = try JSONValue(parsing: Array(JSONEncoder().encode(Everything())))
        let canonical = try CanonicalJSON.encode(written)
        #expect(try CanonicalJSON.encode(JSONValueEncoder.encode(Everything())) == canonical)
    }

    @Test("A text, a number, a list and nothing are documents by themselves")
    func fragments() throws {
        #expect(try JSONValueEncoder.encode("a") == .string("a"))
        #expect(try JSONValueEncoder.encode(7) == .integer(7))
        #expect(try JSONValueEncoder.encode(["a", "b"]) == ["a", "b"])
        #expect(try JSONValueEncoder.encode(String?.none) == .null)
    }

    @Test("A number beyond 64 bits is refused")
    func tooLarge() {
        #expect(throws: EncodingError.self) { try JSONValueEncoder.encode([UInt64.max]) }
    }
}

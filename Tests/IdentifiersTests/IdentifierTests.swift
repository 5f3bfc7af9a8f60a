import Foundation
import Identifiers
import Testing

private enum Thing {}

@Suite("Ids and digests")
struct IdentifierTests {
    @Test("an id keeps its text and its bytes")
    func roundTrip() throws {
        let text = "01938c1e-5e7a-7cc1-9d3c-0242ac120002"
        let id = try #require(Identifier<Thing>(text))
        #expect(id.description == text)
        #expect(Identifier<Thing>(bytes: id.bytes) == id)
        #expect(try JSONDecoder().decode([Identifier<Thing>].self, from: JSONEncoder().encode([id])) == [id])
    }

    @Test(
        "only the lower-case form with hyphens is an id",
        arguments: [
            "", "01938C1E-5E7A-7CC1-9D3C-0242AC120002", "01938c1e5e7a7cc19d3c0242ac120002",
            "01938c1e-5e7a-7cc1-9d3c-0242ac12000", "01938c1e-5e7a-7cc1-9d3c-0242ac12000g",
            "{01938c1e-5e7a-7cc1-9d3c-0242ac120002}",
        ]
    )
    func refuses(text: String) {
        #expect(Identifier<Thing>(text) == nil)
    }

    @Test("a new id is version 7, carries its time and sorts by it")
    func version7() {
        let early = Identifier<Thing>(at: Instant(seconds: 1000), random: UInt64.max, .max)
        let late = Identifier<Thing>(at: Instant(seconds: 1001), random: 0 as UInt64, 0)
        #expect(early.version == 7 && late.version == 7)
        #expect(early.createdAt == Instant(seconds: 1000))
        #expect(early.bytes[8] >> 6 == 0b10)
        #expect(early.description < late.description)
        #expect(
            Identifier<Thing>.new(at: Instant(seconds: 1)) != Identifier<Thing>.new(at: Instant(seconds: 1))
        )
    }

    @Test("a digest keeps its text and its bytes")
    func digest() throws {
        let bytes = (0..<32).map { UInt8($0 * 8) }
        let digest = try #require(Digest(bytes: bytes))
        #expect(digest.bytes == bytes)
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(words: digest.words) == digest)
        #expect(Digest(bytes: bytes.dropLast()) == nil)
        #expect(Digest(hex: digest.hex.uppercased()) == nil)
        #expect(Digest(hex: String(digest.hex.dropLast())) == nil)
    }
}

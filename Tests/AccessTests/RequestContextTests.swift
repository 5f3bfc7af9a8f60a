import Identifiers
import Testing

@testable import Access

@Suite("Idempotency keys and pages")
struct RequestContextTests {
    private static let digest = Digest(words: (1, 2, 3, 4))

    @Test(
        "An idempotency key has 1 to 255 printable ASCII characters",
        arguments: [
            ("k", true), ("5f9a-77", true), ("!~", true), (String(repeating: "k", count: 255), true),
            ("", false),
            (String(repeating: "k", count: 256), false), ("a b", false), ("tab\t", false), ("é", false),
            ("line\n", false), ("\u{7F}", false),
        ]
    )
    func keys(text: String, isAccepted: Bool) {
        #expect((IdempotencyKey(key: text, requestDigest: Self.digest) != nil) == isAccepted)
    }

    @Test("A key for one request is not the key for another")
    func keysAreBound() {
        let other = Digest(words: (1, 2, 3, 5))
        #expect(
            IdempotencyKey(key: "k", requestDigest: Self.digest)
                != IdempotencyKey(key: "k", requestDigest: other)
        )
    }

    @Test(
        "A page has 1 to 1,000 items",
        arguments: [
            (Int.min, false), (-1, false), (0, false), (1, true), (1000, true), (1001, false),
            (Int.max, false),
        ]
    )
    func pageSizes(size: Int, isAccepted: Bool) {
        #expect((PageRequest(size: size) != nil) == isAccepted)
    }

    @Test("A page without a size has 50 items and begins at the front")
    func pageDefault() throws {
        let page = try #require(PageRequest())
        #expect(page.size == 50)
        #expect(page.after == nil)
    }
}

import Catalog
import Testing

@Suite("Keys of metrics, parameters and tags")
struct TrackingKeyTests {
    @Test(
        "What MLflow's clients may send passes",
        arguments: ["m", "a/b", "loss 1", "val-acc:top_5", "précision", "a.b.c", "a..b", "é"]
    )
    func good(_ key: String) {
        #expect(TrackingKey.fault(key) == nil)
    }

    @Test(
        "What holds other characters, or means another path, is refused",
        arguments: [
            "", "a\n;", "a,b", ".", "..", "...", "../a", "/a", "a//b", "a/./b", "a/../b", "a/", "\u{7f}",
            "a\u{0}",
        ]
    )
    func bad(_ key: String) {
        #expect(TrackingKey.fault(key) != nil)
    }

    @Test("Length is counted in characters, not in bytes")
    func length() {
        #expect(!TrackingKey.isTooLong(String(repeating: "é", count: 250)))
        #expect(TrackingKey.isTooLong(String(repeating: "e", count: 251)))
    }
}

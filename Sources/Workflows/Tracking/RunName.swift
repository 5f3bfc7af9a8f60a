package import Catalog
import Identifiers

/// Names for runs that nobody named: two words and a number, drawn from the run's id.
package enum RunName {
    private static let qualities = [
        "amber", "bold", "brisk", "calm", "clear", "crisp", "eager", "fair", "fleet", "gentle", "glad",
        "keen",
        "kind", "lively", "lucid", "merry", "mild", "neat", "nimble", "patient", "placid", "plain", "quick",
        "quiet", "ready", "sharp", "sober", "steady", "sunny", "swift", "tidy", "warm",
    ]
    private static let things = [
        "alder", "ash", "badger", "beech", "birch", "brook", "cedar", "crane", "dune", "elm", "falcon",
        "fern",
        "finch", "fjord", "grove", "harbor", "heron", "lark", "linden", "maple", "marten", "meadow", "oak",
        "otter", "pine", "reed", "ridge", "robin", "spruce", "stork", "willow", "wren",
    ]

    /// Two words and a number from the id's random bytes: the same id always gets the same name.
    package static func drawn(from id: RunID) -> String {
        let bytes = id.bytes.suffix(4).map(Int.init)
        return "\(qualities[bytes[0] % qualities.count])-\(things[bytes[1] % things.count])-"
            + "\((bytes[2] << 8 | bytes[3]) % 1000)"
    }
}

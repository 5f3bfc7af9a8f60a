/// Merges of two tokens into one, with their rank: the lower, the earlier.
struct PairTable: Sendable {
    struct Merge: Sendable {
        let rank: UInt32
        let token: Int32
    }

    private var keys: [UInt64]
    private var merges: [Merge]
    private let mask: Int
    private static let empty = UInt64.max

    /// Room for `count` merges.
    init(count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        keys = [UInt64](repeating: Self.empty, count: size)
        merges = [Merge](repeating: Merge(rank: 0, token: 0), count: size)
        mask = size - 1
    }

    private func slot(_ key: UInt64) -> Int {
        let hash = key &* 0x9e37_79b9_7f4a_7c15
        var slot = Int(truncatingIfNeeded: hash >> 32) & mask
        while keys[slot] != key, keys[slot] != Self.empty { slot = (slot + 1) & mask }
        return slot
    }

    private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    /// The last of several merges of the same two tokens stays.
    mutating func insert(_ left: Int32, _ right: Int32, _ merge: Merge) {
        let key = Self.key(left, right)
        let slot = slot(key)
        keys[slot] = key
        merges[slot] = merge
    }

    subscript(left: Int32, right: Int32) -> Merge? {
        let key = Self.key(left, right)
        let slot = slot(key)
        return keys[slot] == key ? merges[slot] : nil
    }
}

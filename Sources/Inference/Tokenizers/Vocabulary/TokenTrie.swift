/// Token texts as a trie: all tokens that a text begins with are found in one walk.
struct TokenTrie: Sendable {
    private var keys: [UInt32]  // node << 8 | byte, plus one; 0 is empty
    private var targets: [Int32]
    private var mask: Int
    private var used = 0
    /// The token that ends at each node, or -1.
    private(set) var tokens: [Int32] = [-1]

    /// Nodes are numbered in 23 bits, as many as edges have room for beside a byte.
    static let nodesMax = 1 << 23

    /// Nil when the texts need more nodes than there can be.
    init?(_ entries: [(text: [UInt8], token: Int32)]) {
        keys = [UInt32](repeating: 0, count: 1024)
        targets = [Int32](repeating: 0, count: 1024)
        mask = 1023
        for entry in entries {
            var node: Int32 = 0
            for byte in entry.text {
                if let next = child(node, byte) {
                    node = next
                } else {
                    guard tokens.count < Self.nodesMax else { return nil }
                    node = add(node, byte)
                }
            }
            // The last of several with the same text stays.
            if !entry.text.isEmpty { tokens[Int(node)] = entry.token }
        }
    }

    private func slot(_ key: UInt32) -> Int {
        var slot = Int(truncatingIfNeeded: (UInt64(key) &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
        while keys[slot] != key, keys[slot] != 0 { slot = (slot + 1) & mask }
        return slot
    }

    private static func key(_ node: Int32, _ byte: UInt8) -> UInt32 {
        (UInt32(bitPattern: node) << 8 | UInt32(byte)) + 1
    }

    func child(_ node: Int32, _ byte: UInt8) -> Int32? {
        let key = Self.key(node, byte)
        let slot = slot(key)
        return keys[slot] == key ? targets[slot] : nil
    }

    private mutating func add(_ node: Int32, _ byte: UInt8) -> Int32 {
        if used * 2 >= mask { grow() }
        let created = Int32(tokens.count)
        tokens.append(-1)
        let key = Self.key(node, byte)
        let slot = slot(key)
        (keys[slot], targets[slot]) = (key, created)
        used += 1
        return created
    }

    private mutating func grow() {
        let (oldKeys, oldTargets) = (keys, targets)
        mask = mask * 2 + 1
        keys = [UInt32](repeating: 0, count: mask + 1)
        targets = [Int32](repeating: 0, count: mask + 1)
        for index in oldKeys.indices where oldKeys[index] != 0 {
            let slot = slot(oldKeys[index])
            (keys[slot], targets[slot]) = (oldKeys[index], oldTargets[index])
        }
    }
}

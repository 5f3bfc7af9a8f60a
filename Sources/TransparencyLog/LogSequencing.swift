package import Identifiers

/// What a batch of new entries does to a log: everything that one transaction stores.
package struct LogSequencing: Hashable, Sendable {
    /// The index of the first entry of the batch.
    package let firstIndex: UInt64
    /// The leaf hash of each entry, in order.
    package let leaves: [Digest]
    /// The head after the batch.
    package let frontier: TreeFrontier
    package let root: Digest
    /// In the order of first use; one for each tile that the batch touches.
    package let tileAppends: [TileAppend]

    /// Extends a log whose head is `frontier`; refuses an entry over `EntryBundle.entryBytesMax`.
    package init(extending frontier: TreeFrontier, with entries: [[UInt8]]) throws(TransparencyLogError) {
        var frontier = frontier
        var growth = TileGrowth()
        var leaves: [Digest] = []
        firstIndex = frontier.size
        for entry in entries {
            let leaf = MerkleHash.leaf(entry)
            growth.add(.entries, at: frontier.size, bytes: try EntryBundle.encode([entry]))
            let index = frontier.size
            frontier.append(leaf) { level, hash in
                guard level.isMultiple(of: TileCoordinate.height) else { return }
                growth.add(
                    .hashes(level: level / TileCoordinate.height),
                    at: index >> UInt64(level),
                    bytes: hash.bytes
                )
            }
            leaves.append(leaf)
        }
        self.leaves = leaves
        self.frontier = frontier
        root = frontier.root
        tileAppends = growth.appends
    }
}

/// Collects consecutive hashes or entries into one append a tile.
private struct TileGrowth {
    private(set) var appends: [TileAppend] = []
    private var current: [TileCoordinate.Content: Int] = [:]

    mutating func add(_ content: TileCoordinate.Content, at position: UInt64, bytes: [UInt8]) {
        let index = position / UInt64(TileCoordinate.widthMax)
        if let slot = current[content], appends[slot].index == index {
            appends[slot].widthAfter += 1
            appends[slot].bytes += bytes
        } else {
            let width = Int(position % UInt64(TileCoordinate.widthMax))
            current[content] = appends.count
            appends.append(
                TileAppend(
                    content: content,
                    index: index,
                    widthBefore: width,
                    widthAfter: width + 1,
                    bytes: bytes
                )
            )
        }
    }
}

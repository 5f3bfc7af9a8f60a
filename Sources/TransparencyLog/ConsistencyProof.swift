package import Identifiers

/// Evidence that a tree only grew: its first `old` leaves are the old tree.
package struct ConsistencyProof: Hashable, Sendable {
    package let old: UInt64
    package let new: UInt64
    /// At most 63; none when the sizes are equal.
    package let hashes: [Digest]

    package init(old: UInt64, new: UInt64, hashes: [Digest]) {
        self.old = old
        self.new = new
        self.hashes = hashes
    }

    /// Builds the proof of RFC 6962 section 2.1.2; empty for equal sizes and from size 0.
    package static func build(
        old: UInt64,
        new: UInt64,
        from source: inout some NodeHashSource
    ) async throws -> ConsistencyProof {
        guard old <= new else { throw TransparencyLogError.sizesOutOfOrder(old: old, new: new) }
        guard old > 0, old < new else { return ConsistencyProof(old: old, new: new, hashes: []) }
        let hashes = try await ProofPlan.consistency(old: old, new: new).hashes(from: &source)
        return ConsistencyProof(old: old, new: new, hashes: hashes)
    }

    /// Whether the tree with `newRoot` continues the one with `oldRoot` (RFC 9162 section 2.1.4.2).
    ///
    /// False from size 0 to a greater size: every tree continues the empty one, so nothing would be proved.
    package func isValid(oldRoot: Digest, newRoot: Digest) -> Bool {
        if old == new {
            return hashes.isEmpty && oldRoot == newRoot && (old > 0 || oldRoot == MerkleHash.emptyRoot)
        }
        guard old > 0, old < new else { return false }
        let path = old & (old - 1) == 0 ? [oldRoot] + hashes : hashes
        guard let first = path.first else { return false }
        let skipped = UInt64((~(old - 1)).trailingZeroBitCount)
        var (node, last) = ((old - 1) >> skipped, (new - 1) >> skipped)
        var (oldHash, newHash) = (first, first)
        for sibling in path.dropFirst() {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                oldHash = MerkleHash.node(sibling, oldHash)
                newHash = MerkleHash.node(sibling, newHash)
                while node & 1 == 0, node > 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                newHash = MerkleHash.node(newHash, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && oldHash == oldRoot && newHash == newRoot
    }
}

package import Identifiers

/// Evidence that one entry is in a tree.
package struct InclusionProof: Hashable, Sendable {
    package let index: UInt64
    package let size: UInt64
    /// From the leaf up; at most 63.
    package let hashes: [Digest]

    package init(index: UInt64, size: UInt64, hashes: [Digest]) {
        self.index = index
        self.size = size
        self.hashes = hashes
    }

    /// Builds the audit path of RFC 6962 section 2.1.1.
    package static func build(
        index: UInt64,
        size: UInt64,
        from source: inout some NodeHashSource
    ) async throws -> InclusionProof {
        guard index < size else { throw TransparencyLogError.indexOutsideTree(index: index, size: size) }
        let hashes = try await ProofPlan.inclusion(index: index, size: size).hashes(from: &source)
        return InclusionProof(index: index, size: size, hashes: hashes)
    }

    /// Whether a leaf with this hash is at `index` in the tree with this root (RFC 9162 section 2.1.3.2).
    package func isValid(leaf: Digest, root: Digest) -> Bool {
        guard index < size else { return false }
        var (node, last, hash) = (index, size - 1, leaf)
        for sibling in hashes {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = MerkleHash.node(sibling, hash)
                while node & 1 == 0, node > 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                hash = MerkleHash.node(hash, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }
}

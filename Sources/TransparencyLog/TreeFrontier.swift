package import Identifiers

/// The right edge of a Merkle tree: at most 64 hashes from which the tree can grow and its root follows.
package struct TreeFrontier: Hashable, Sendable {
    /// How many leaves the tree has.
    package private(set) var size: UInt64 = 0
    // Roots of the perfect subtrees that the binary digits of `size` name, the largest first.
    private var subtrees: [Digest] = []

    /// The frontier of the empty tree.
    package init() {}

    /// The RFC 6962 root of the tree.
    package var root: Digest { MerkleHash.fold(subtrees) }

    /// Adds one leaf hash: one node hash a leaf on average.
    package mutating func append(_ leaf: Digest) {
        append(leaf) { _, _ in }
    }

    /// Adds one leaf hash and names each perfect subtree that it completes, with its level (leaves are level
    /// 0).
    mutating func append(_ leaf: Digest, completing completed: (Int, Digest) -> Void) {
        var hash = leaf
        var level = 0
        completed(level, hash)
        while size >> UInt64(level) & 1 == 1 {
            hash = MerkleHash.node(subtrees.removeLast(), hash)
            level += 1
            completed(level, hash)
        }
        subtrees.append(hash)
        size += 1
    }
}

// MARK: Storage

extension TreeFrontier {
    /// The stored form: size as 8 bytes big-endian, then the subtree roots, the largest first, 32 bytes each.
    package var bytes: [UInt8] {
        bigEndianBytes(size) + subtrees.flatMap(\.bytes)
    }

    /// Reads what `bytes` gives; the count of hashes must be what the size demands.
    package init(bytes: [UInt8]) throws(TransparencyLogError) {
        guard bytes.count >= 8 else { throw .malformedFrontier }
        let size = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let subtrees = DigestList.parse(bytes.dropFirst(8)), subtrees.count == size.nonzeroBitCount
        else {
            throw .malformedFrontier
        }
        self.size = size
        self.subtrees = subtrees
    }
}

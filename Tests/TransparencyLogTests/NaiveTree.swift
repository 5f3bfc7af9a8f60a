import Identifiers
import TransparencyLog

/// The definitions of RFC 6962 section 2.1, written down as they stand there: slow, recursive, and
/// independent of the code under test except for the two hash functions.
enum NaiveTree {
    static func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard leaves.count > 1 else { return leaves.first ?? MerkleHash.emptyRoot }
        let split = leaves.startIndex + largestPowerOfTwo(below: leaves.count)
        return MerkleHash.node(root(leaves[..<split]), root(leaves[split...]))
    }

    static func path(_ index: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        let half = largestPowerOfTwo(below: leaves.count)
        let (left, right) = (leaves.prefix(half), leaves.dropFirst(half))
        return index < half ? path(index, left) + [root(right)] : path(index - half, right) + [root(left)]
    }

    static func consistency(_ old: Int, _ leaves: ArraySlice<Digest>, isOldTree: Bool = true) -> [Digest] {
        if old == leaves.count { return isOldTree ? [] : [root(leaves)] }
        let half = largestPowerOfTwo(below: leaves.count)
        let (left, right) = (leaves.prefix(half), leaves.dropFirst(half))
        if old <= half { return consistency(old, left, isOldTree: isOldTree) + [root(right)] }
        return consistency(old - half, right, isOldTree: false) + [root(left)]
    }

    private static func largestPowerOfTwo(below count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }
}

/// Subtree hashes straight from leaf hashes.
struct LeafSource: NodeHashSource {
    let leaves: [Digest]

    mutating func digest(of node: NodeCoordinate) async throws -> Digest {
        let start = Int(node.index) << node.level
        return NaiveTree.root(leaves[start..<start + 1 << node.level])
    }
}

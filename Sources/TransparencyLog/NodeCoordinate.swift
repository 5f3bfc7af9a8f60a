package import Identifiers

/// A perfect subtree: the 2^`level` leaves from `index` × 2^`level` on.
package struct NodeCoordinate: Hashable, Sendable {
    package let level: Int
    package let index: UInt64

    package init(level: Int, index: UInt64) {
        self.level = level
        self.index = index
    }

    /// The perfect subtrees, from left to right, that a stretch of leaves consists of.
    ///
    /// Holds for stretches of the RFC 6962 recursion, which start at a multiple of a power of two not under
    /// their length.
    static func covering(_ leaves: Range<UInt64>) -> [NodeCoordinate] {
        var nodes: [NodeCoordinate] = []
        var start = leaves.lowerBound
        while start < leaves.upperBound {
            let level = 63 - (leaves.upperBound - start).leadingZeroBitCount
            nodes.append(NodeCoordinate(level: level, index: start >> UInt64(level)))
            start += 1 << UInt64(level)
        }
        return nodes
    }
}

/// Where proofs get the roots of perfect subtrees from.
package protocol NodeHashSource {
    /// The hash of a subtree that lies inside the tree.
    mutating func digest(of node: NodeCoordinate) async throws -> Digest
}

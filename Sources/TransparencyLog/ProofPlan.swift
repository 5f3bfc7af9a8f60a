internal import Identifiers

/// Which stretches of leaves the hashes of a proof stand for, in the order of the proof.
struct ProofPlan {
    private(set) var stretches: [Range<UInt64>] = []

    /// The audit path of RFC 6962 section 2.1.1, from the leaf up.
    static func inclusion(index: UInt64, size: UInt64) -> ProofPlan {
        var siblings: [Range<UInt64>] = []
        var part = 0..<size
        while part.upperBound - part.lowerBound > 1 {
            let split = part.lowerBound + largestPowerOfTwo(below: part.upperBound - part.lowerBound)
            let (left, right) = (part.lowerBound..<split, split..<part.upperBound)
            siblings.append(index < split ? right : left)
            part = index < split ? left : right
        }
        return ProofPlan(stretches: siblings.reversed())
    }

    /// The consistency proof of RFC 6962 section 2.1.2, for 0 < old < new.
    static func consistency(old: UInt64, new: UInt64) -> ProofPlan {
        var siblings: [Range<UInt64>] = []
        var part = 0..<new
        while part.upperBound != old {
            let split = part.lowerBound + largestPowerOfTwo(below: part.upperBound - part.lowerBound)
            let (left, right) = (part.lowerBound..<split, split..<part.upperBound)
            siblings.append(old <= split ? right : left)
            part = old <= split ? left : right
        }
        // The old tree itself is known to the verifier; a subtree inside it is not.
        if part.lowerBound > 0 { siblings.append(part) }
        return ProofPlan(stretches: siblings.reversed())
    }

    func hashes(from source: inout some NodeHashSource) async throws -> [Digest] {
        var hashes: [Digest] = []
        for stretch in stretches {
            var subtrees: [Digest] = []
            for node in NodeCoordinate.covering(stretch) {
                subtrees.append(try await source.digest(of: node))
            }
            hashes.append(MerkleHash.fold(subtrees))
        }
        return hashes
    }

    private static func largestPowerOfTwo(below count: UInt64) -> UInt64 {
        1 << UInt64(63 - (count - 1).leadingZeroBitCount)
    }
}

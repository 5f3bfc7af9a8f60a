package import Identifiers
internal import Signing

/// The hashes of RFC 6962 section 2.1. The first byte keeps leaves and inner nodes apart.
package enum MerkleHash {
    /// The root of a tree without leaves: SHA-256 of nothing.
    package static let emptyRoot = SHA256Hasher().finalize()

    /// SHA-256 over 0x00 and the entry (RFC 6962 section 2.1).
    package static func leaf(_ entry: some Sequence<UInt8>) -> Digest {
        var hasher = SHA256Hasher()
        hasher.update(0 as UInt8)
        hasher.update(entry)
        return hasher.finalize()
    }

    package static func node(_ left: Digest, _ right: Digest) -> Digest {
        Digest.sha256(prefix: 1, left, right)
    }

    /// The root of adjoining perfect subtrees, the largest first, each smaller than the one before.
    static func fold(_ subtrees: some BidirectionalCollection<Digest>) -> Digest {
        guard let last = subtrees.last else { return emptyRoot }
        return subtrees.dropLast().reversed().reduce(last) { right, left in node(left, right) }
    }

    /// The root over a power-of-two count of equally high subtrees.
    static func perfect(_ hashes: some Sequence<Digest>) -> Digest {
        var row = Array(hashes)
        while row.count > 1 {
            row = stride(from: 0, to: row.count, by: 2).map { node(row[$0], row[$0 + 1]) }
        }
        return row.first ?? emptyRoot
    }
}

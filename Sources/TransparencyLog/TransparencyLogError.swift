package import Identifiers

/// Why log material cannot be accepted. Every description is safe to show to a client.
package enum TransparencyLogError: Error, Hashable {
    case entryTooLong(byteCount: Int)
    case indexOutsideTree(index: UInt64, size: UInt64)
    case sizesOutOfOrder(old: UInt64, new: UInt64)
    case malformedFrontier
    case malformedNote(String)
    case malformedKey(String)
    case malformedCheckpoint(String)
    case malformedReceipt(String)
    case malformedTile(String, byteCount: Int)
    case malformedBundle(String)
    /// A tile does not hash to what the tile above it says.
    case tileNotAuthentic(String)
    /// The partial tiles at the right edge do not hash to the root of the checkpoint.
    case rightEdgeNotAuthentic(size: UInt64, root: Digest)
    case signatureInvalid(keyName: String)
    case noTrustedSignature
    case wrongOrigin(expected: String, found: String)
    case quorumNotReached(needed: Int, found: Int)
    case proofInvalid(index: UInt64, size: UInt64)
}

extension TransparencyLogError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .entryTooLong(let count):
            "a log entry holds at most \(EntryBundle.entryBytesMax) bytes, not \(count); log its digest"
        case .indexOutsideTree(let index, let size): "index \(index) is outside a log of \(size) entries"
        case .sizesOutOfOrder(let old, let new): "no consistency proof leads from size \(old) to size \(new)"
        case .malformedFrontier: "the stored log head is malformed"
        case .malformedNote(let reason): "malformed signed note: \(reason)"
        case .malformedKey(let reason): "malformed verifier key: \(reason)"
        case .malformedCheckpoint(let reason): "malformed checkpoint: \(reason)"
        case .malformedReceipt(let reason): "malformed receipt: \(reason)"
        case .malformedTile(let path, let count): "\(path) has \(count) bytes, which is not its size"
        case .malformedBundle(let reason): "malformed entry bundle: \(reason)"
        case .tileNotAuthentic(let path): "\(path) was changed: it does not hash to its parent"
        case .rightEdgeNotAuthentic(let size, let root):
            "the newest tiles of size \(size) were changed: they do not hash to the root \(root)"
        case .signatureInvalid(let name): "the signature of \(name) is wrong"
        case .noTrustedSignature: "no signature of a trusted log key"
        case .wrongOrigin(let expected, let found): "the checkpoint is of log \(found), not of \(expected)"
        case .quorumNotReached(let needed, let found): "\(found) of \(needed) witnesses have signed"
        case .proofInvalid(let index, let size):
            "entry \(index) is not proved to be in the log of size \(size)"
        }
    }
}

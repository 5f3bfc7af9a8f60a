/// The first thing in a log that is not as it must be.
package struct AuditFault: Error, Hashable {
    package enum Kind: Hashable, Sendable {
        /// The body does not hash to the stored leaf, and the tile confirms the leaf.
        case bodyChanged
        /// The stored leaf is not the hash of the body, and the tile confirms the body.
        case leafChanged
        /// Body, stored leaf and tile do not agree in any way that tells which is right.
        case entryAndTileDisagree
        /// Searches find the entry by something else than what it says.
        case labelChanged
        case missingIndex
        case duplicateIndex
        /// Entries after the last agreeing checkpoint do not give the root that was signed.
        case rootMismatch(checkpointSize: UInt64)
        case checkpointMalformed(String)
        case checkpointSignature(String)
        /// A later checkpoint has a smaller size than an earlier one.
        case sizeRollback(from: UInt64, to: UInt64)
        /// Two signed checkpoints of one size have different roots.
        case fork(size: UInt64)
        /// A checkpoint was signed for more entries than the log has.
        case truncated(signedSize: UInt64, size: UInt64)
        case tileDiffers(path: String)
        case headDiffers(String)
    }

    package let kind: Kind
    /// The first index that is bad or, where only a stretch is known, the first of the stretch.
    package let index: UInt64

    init(_ kind: Kind, at index: UInt64) {
        self.kind = kind
        self.index = index
    }
}

extension AuditFault: CustomStringConvertible {
    package var description: String {
        switch kind {
        case .bodyChanged: "Entry \(index) was changed: its content no longer gives its recorded hash."
        case .leafChanged: "The recorded hash of entry \(index) was changed; its content is as it was logged."
        case .entryAndTileDisagree: "Entry \(index) was rewritten or its tile was: the two do not agree."
        case .labelChanged:
            "What entry \(index) is searched by was changed; its content is as it was logged. "
                + "Reports that are narrowed down cannot be relied on."
        case .missingIndex: "Entry \(index) is missing."
        case .duplicateIndex: "Entry \(index) occurs twice or out of order."
        case .rootMismatch(let size):
            "Among the entries \(index) to \(size - 1) at least one is not what was signed "
                + "in the checkpoint of size \(size)."
        case .checkpointMalformed(let reason): "A checkpoint at size \(index) cannot be read: \(reason)."
        case .checkpointSignature(let reason):
            "A checkpoint at size \(index) is not to be trusted: \(reason)."
        case .sizeRollback(let from, let to):
            "The log was rolled back: size \(to) was signed after size \(from)."
        case .fork(let size): "The log was forked: two different roots were signed for size \(size)."
        case .truncated(let signed, let size):
            "Entries from \(index) on are gone: size \(signed) was signed, the log has \(size)."
        case .tileDiffers(let path): "The tile \(path) is not what the entries give, from entry \(index) on."
        case .headDiffers(let reason): "The head of the log is wrong at entry \(index): \(reason)."
        }
    }
}

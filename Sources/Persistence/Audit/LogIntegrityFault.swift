/// The stored log contradicts itself or what was signed: nothing may be written until an operator has looked.
package enum LogIntegrityFault: Error, Hashable, Sendable {
    /// The head holds fewer entries than a checkpoint that was signed: an older state was restored.
    case rolledBack(size: UInt64, signedSize: UInt64)
    /// The tree over the stored hashes has another root than the head or a signed checkpoint of this size.
    case rootDiffers(size: UInt64, recordedIn: String)
    /// Hashes or entries are missing, or there are too many.
    case incomplete(detail: String)
    /// The newest checkpoint is not signed by this log's key, or not for what stands beside it.
    case checkpointInvalid(size: UInt64)
}

extension LogIntegrityFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .rolledBack(let size, let signedSize):
            "The audit log has \(size) entries but a checkpoint of \(signedSize) was signed. \(Self.advice)"
        case .rootDiffers(let size, let record):
            "The audit log's hashes do not give the root of size \(size) that \(record) has. \(Self.advice)"
        case .incomplete(let detail): "The audit log is not whole: \(detail). \(Self.advice)"
        case .checkpointInvalid(let size):
            "The checkpoint of size \(size) is not signed by this log's key for that state. \(Self.advice)"
        }
    }

    private static let advice =
        "Nothing more is written to it. `assay log verify` tells what was changed; restore the newest sound backup."
}

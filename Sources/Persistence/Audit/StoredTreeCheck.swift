import Audit
import Identifiers
import TransparencyLog

/// Rebuilds the tree from its lowest tiles and holds it against the head and a signed checkpoint.
struct StoredTreeCheck {
    private let head: AuditLogHead
    private let signed: StoredCheckpoint?
    private var tree = TreeFrontier()
    private var nextTile: Int64 = 0
    private var rootAtSignedSize: Digest?

    /// Throws when head and checkpoint alone contradict each other.
    init(head: AuditLogHead, signed: StoredCheckpoint?) throws(LogIntegrityFault) {
        if let signed, signed.size > head.size { throw .rolledBack(size: head.size, signedSize: signed.size) }
        let frontier = try? TreeFrontier(bytes: head.frontier)
        guard let frontier, frontier.size == head.size, frontier.root == head.root else {
            throw .rootDiffers(size: head.size, recordedIn: "the head")
        }
        self.head = head
        self.signed = signed
        noteRoot()
    }

    /// Takes the tiles of level 0 in order of their index.
    mutating func add(tile index: Int64, hashes: [UInt8]) throws(LogIntegrityFault) {
        let isAfterFull = tree.size.isMultiple(of: UInt64(TileCoordinate.widthMax))
        guard index == nextTile, isAfterFull, hashes.count.isMultiple(of: Digest.byteCount) else {
            throw .incomplete(detail: "tile \(nextTile) of level 0 is missing or partial")
        }
        nextTile += 1
        for start in stride(from: 0, to: hashes.count, by: Digest.byteCount) {
            guard let hash = Digest(bytes: hashes[start..<start + Digest.byteCount]) else { continue }
            tree.append(hash)
            noteRoot()
        }
    }

    /// Throws unless the tree is the head's and grew out of the checkpoint's.
    func finish(entryCount: UInt64, entryIndexMax: Int64) throws(LogIntegrityFault) {
        guard tree.size == head.size else {
            throw .incomplete(detail: "\(tree.size) hashes are stored for \(head.size) entries")
        }
        guard tree.root == head.root else { throw .rootDiffers(size: head.size, recordedIn: "the head") }
        guard entryCount == head.size, entryIndexMax == Int64(clamping: head.size) - 1 else {
            throw .incomplete(detail: "\(entryCount) of \(head.size) entries are stored")
        }
        guard let signed else { return }
        guard rootAtSignedSize == signed.root else {
            throw .rootDiffers(size: signed.size, recordedIn: "a signed checkpoint")
        }
    }

    private mutating func noteRoot() {
        if let signed, tree.size == signed.size { rootAtSignedSize = tree.root }
    }
}

internal import Identifiers
internal import TransparencyLog

/// Rebuilds a log entry by entry and compares everything that was stored or signed with what it finds.
///
/// Entries come in index order. Checkpoints come in the order of issue, each before the entry at its size.
struct AuditVerifier {
    private let policy: CheckpointPolicy
    private(set) var frontier = TreeFrontier()
    // Hashes of the unfinished tile of each level.
    private var openTiles: [Int: [UInt8]] = [:]
    private var pending: [Checkpoint] = []
    private var pendingStart = 0
    private var newestIssued: Checkpoint?
    private var remembered: [Checkpoint]
    private(set) var agreedSize: UInt64 = 0
    private(set) var checkpointsAgreed = 0

    /// `remembered` are notes that somebody outside kept, such as customers' receipts: they bind like stored
    /// ones.
    init(policy: CheckpointPolicy, remembered: [[UInt8]]) throws(AuditFault) {
        self.policy = policy
        var checkpoints: [Checkpoint] = []
        for note in remembered { checkpoints.append(try Self.accept(note, policy: policy, after: 0)) }
        self.remembered = checkpoints.sorted { $0.size > $1.size }
        try compareWithCheckpoints()
    }

    /// Whether the next checkpoint page is needed before the next entry.
    var wantsCheckpoints: Bool { pendingStart == pending.count }

    mutating func take(checkpoint note: [UInt8]) throws(AuditFault) {
        let checkpoint = try Self.accept(note, policy: policy, after: newestIssued?.size ?? 0)
        if let newest = newestIssued {
            guard checkpoint.size >= newest.size else {
                throw AuditFault(.sizeRollback(from: newest.size, to: checkpoint.size), at: checkpoint.size)
            }
            guard checkpoint.size > newest.size || checkpoint.root == newest.root else {
                throw AuditFault(.fork(size: checkpoint.size), at: agreedSize)
            }
        }
        newestIssued = checkpoint
        pending.append(checkpoint)
        try compareWithCheckpoints()
    }

    private static func accept(
        _ bytes: [UInt8],
        policy: CheckpointPolicy,
        after size: UInt64
    ) throws(AuditFault) -> Checkpoint {
        let note: SignedNote
        let claimed: Checkpoint
        do {
            note = try SignedNote(parsing: bytes)
            claimed = try Checkpoint(text: note.text)
        } catch { throw AuditFault(.checkpointMalformed(error.description), at: size) }
        do { return try policy.accept(note).checkpoint } catch {
            throw AuditFault(.checkpointSignature(error.description), at: claimed.size)
        }
    }
}

// MARK: Entries

extension AuditVerifier {
    /// Takes the next entry; `tileLeaf` is its hash in the stored tile, nil when no tile says anything.
    ///
    /// Answers with the tiles above level 0 that the entry completed, for comparison with the stored ones.
    mutating func take(entry: AuditLogEntry, tileLeaf: Digest?) throws(AuditFault) -> [ExpectedTile] {
        guard entry.index >= frontier.size else { throw AuditFault(.duplicateIndex, at: entry.index) }
        guard entry.index == frontier.size else { throw AuditFault(.missingIndex, at: frontier.size) }
        let computed = MerkleHash.leaf(entry.body)
        if let kind = Self.disagreement(computed: computed, stored: entry.leaf, tile: tileLeaf) {
            throw AuditFault(kind, at: entry.index)
        }
        if let label = entry.label, let due = AuditEntryLabel(ofBody: entry.body), label != due {
            throw AuditFault(.labelChanged, at: entry.index)
        }
        let completed = grow(by: entry.body)
        try compareWithCheckpoints()
        return completed
    }

    private static func disagreement(computed: Digest, stored: Digest, tile: Digest?) -> AuditFault.Kind? {
        guard computed != stored else { return tile == nil || tile == computed ? nil : .entryAndTileDisagree }
        return switch tile {
        case computed: .leafChanged
        case stored, nil: .bodyChanged
        default: .entryAndTileDisagree
        }
    }

    private mutating func grow(by body: [UInt8]) -> [ExpectedTile] {
        guard let batch = try? LogSequencing(extending: frontier, with: [body]) else { return [] }
        frontier = batch.frontier
        var completed: [ExpectedTile] = []
        for append in batch.tileAppends {
            guard case .hashes(let level) = append.content, level > 0 else { continue }
            let bytes = openTiles[level, default: []] + append.bytes
            openTiles[level] = append.coordinate.isFull ? nil : bytes
            if append.coordinate.isFull {
                completed.append(ExpectedTile(coordinate: append.coordinate, bytes: bytes))
            }
        }
        return completed
    }

    private mutating func compareWithCheckpoints() throws(AuditFault) {
        while pendingStart < pending.count, pending[pendingStart].size <= frontier.size {
            try compare(pending[pendingStart])
            pendingStart += 1
        }
        if wantsCheckpoints { (pending, pendingStart) = ([], 0) }
        while let next = remembered.last, next.size <= frontier.size {
            try compare(next)
            remembered.removeLast()
        }
    }

    private mutating func compare(_ checkpoint: Checkpoint) throws(AuditFault) {
        guard checkpoint.size == frontier.size, checkpoint.root == frontier.root else {
            throw AuditFault(.rootMismatch(checkpointSize: checkpoint.size), at: agreedSize)
        }
        agreedSize = checkpoint.size
        checkpointsAgreed += 1
    }
}

/// A tile as the entries give it.
struct ExpectedTile: Hashable {
    let coordinate: TileCoordinate
    let bytes: [UInt8]

    /// The first entry that the tile stands for.
    var firstIndex: UInt64 {
        guard case .hashes(let level) = coordinate.content else { return 0 }
        return coordinate.index << UInt64(8 * (level + 1))
    }
}

// MARK: End

extension AuditVerifier {
    /// Compares the end of the log with its head and with what was signed beyond it.
    func finish(head: AuditLogHead) throws(AuditFault) {
        let size = frontier.size
        if size < head.size { throw AuditFault(.missingIndex, at: size) }
        let signed = max(newestIssued?.size ?? 0, remembered.first?.size ?? 0)
        if signed > size { throw AuditFault(.truncated(signedSize: signed, size: size), at: size) }
        if size > head.size { throw AuditFault(.headDiffers("entries lie beyond it"), at: head.size) }
        if head.root != frontier.root {
            throw AuditFault(.headDiffers("the root is another"), at: agreedSize)
        }
        if head.frontier != frontier.bytes {
            throw AuditFault(.headDiffers("the frontier is another"), at: agreedSize)
        }
    }

    /// The unfinished tiles above level 0.
    var partialTiles: [ExpectedTile] {
        openTiles.sorted { $0.key < $1.key }.map { level, bytes in
            let index = frontier.size >> UInt64(8 * (level + 1))
            let width = bytes.count / Digest.byteCount
            let coordinate = TileCoordinate(content: .hashes(level: level), index: index, width: width)
            return ExpectedTile(coordinate: coordinate, bytes: bytes)
        }
    }
}

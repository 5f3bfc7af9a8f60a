import Audit
import Identifiers
import TransparencyLog

/// A log as a store would hold it, every part of it open to change.
struct StoredLog: AuditLogReader {
    struct TileKey: Hashable {
        let level: Int
        let index: UInt64
    }

    var entries: [AuditLogEntry] = []
    var notes: [[UInt8]] = []
    var tiles: [TileKey: [UInt8]] = [:]
    var storedHead = AuditLogHead(size: 0, root: TreeFrontier().root, frontier: TreeFrontier().bytes)

    /// A log that grew by these batches, with a checkpoint after each.
    static func grown(by batches: [Int], entry: (Int) -> [UInt8] = { Array("entry \($0)".utf8) }) async throws
        -> StoredLog
    {
        var log = StoredLog()
        var frontier = TreeFrontier()
        for count in batches {
            let bodies = (0..<count).map { entry(Int(frontier.size) + $0) }
            let batch = try LogSequencing(extending: frontier, with: bodies)
            frontier = batch.frontier
            log.store(bodies, batch)
            log.notes.append(try await note(size: frontier.size, root: frontier.root))
        }
        return log
    }

    private mutating func store(_ bodies: [[UInt8]], _ batch: LogSequencing) {
        for (offset, body) in bodies.enumerated() {
            let index = batch.firstIndex + UInt64(offset)
            entries.append(AuditLogEntry(index: index, body: body, leaf: batch.leaves[offset]))
        }
        for append in batch.tileAppends {
            guard case .hashes(let level) = append.content else { continue }
            tiles[TileKey(level: level, index: append.index), default: []] += append.bytes
        }
        storedHead = AuditLogHead(size: batch.frontier.size, root: batch.root, frontier: batch.frontier.bytes)
    }

    static func note(size: UInt64, root: Digest, signer: UInt8 = 1) async throws -> [UInt8] {
        try await Checkpoint(origin: Fixtures.origin, size: size, root: root)
            .signed(by: [Fixtures.signer(signer)], nowSeconds: 0).bytes
    }

    func head() async throws -> AuditLogHead { storedHead }

    func entries(from index: UInt64, limit: Int) async throws -> [AuditLogEntry] {
        Array(entries.filter { $0.index >= index }.prefix(limit))
    }

    func checkpoints(skipping skipped: Int, limit: Int) async throws -> [[UInt8]] {
        Array(notes.dropFirst(skipped).prefix(limit))
    }

    func tile(_ coordinate: TileCoordinate) async throws -> [UInt8]? {
        guard case .hashes(let level) = coordinate.content else { return nil }
        return tiles[TileKey(level: level, index: coordinate.index)].map {
            Array($0.prefix(coordinate.width * 32))
        }
    }
}

// MARK: Attacks

extension StoredLog {
    mutating func replace(_ index: Int, body: String? = nil, leaf: Digest? = nil) {
        let old = entries[index]
        entries[index] = AuditLogEntry(
            index: old.index,
            body: body.map { Array($0.utf8) } ?? old.body,
            leaf: leaf ?? old.leaf
        )
    }

    mutating func flipTile(level: Int, index: UInt64, byte: Int) {
        tiles[TileKey(level: level, index: index)]?[byte] ^= 1
    }

    /// Rewrites one entry and everything that is computed from it, as an owner of the database can.
    mutating func rewriteConsistently(_ index: Int, body: String) throws {
        var bodies = entries.map(\.body)
        bodies[index] = Array(body.utf8)
        let batch = try LogSequencing(extending: TreeFrontier(), with: bodies)
        (entries, tiles) = ([], [:])
        store(bodies, batch)
    }
}

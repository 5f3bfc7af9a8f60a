import Identifiers
import Synchronization
import TransparencyLog

/// Tiles in memory, grown by appends as a store would, with a record of what was read and one byte to damage.
final class MemoryTiles: TileReader {
    struct MissingTile: Error {}

    private struct Key: Hashable {
        let content: TileCoordinate.Content
        let index: UInt64
    }

    private struct State {
        var tiles: [Key: [UInt8]] = [:]
        var widths: [Key: Int] = [:]
        var reads: [TileCoordinate] = []
        var damage: (tile: TileCoordinate, byte: Int, mask: UInt8)?
    }

    private let state = Mutex(State())

    /// False when an append does not continue what is stored.
    func apply(_ append: TileAppend) -> Bool {
        state.withLock { state in
            let key = Key(content: append.content, index: append.index)
            guard state.widths[key, default: 0] == append.widthBefore else { return false }
            state.tiles[key, default: []] += append.bytes
            state.widths[key] = append.widthAfter
            return true
        }
    }

    func tile(_ coordinate: TileCoordinate) async throws -> [UInt8] {
        try state.withLock { state in
            state.reads.append(coordinate)
            let key = Key(content: coordinate.content, index: coordinate.index)
            guard let stored = state.tiles[key], state.widths[key, default: 0] >= coordinate.width else {
                throw MissingTile()
            }
            var bytes = coordinate.content == .entries ? stored : Array(stored.prefix(coordinate.width * 32))
            if let damage = state.damage, damage.tile == coordinate { bytes[damage.byte] ^= damage.mask }
            return bytes
        }
    }

    func damage(_ tile: TileCoordinate, byte: Int, mask: UInt8) {
        state.withLock { $0.damage = (tile, byte, mask) }
    }

    /// What was read since the last question.
    func takeReads() -> [TileCoordinate] {
        state.withLock { state in
            defer { state.reads = [] }
            return state.reads
        }
    }
}

/// A log in memory whose entry i is the text `entry i`.
struct MemoryLog {
    let tiles = MemoryTiles()
    private(set) var frontier = TreeFrontier()
    private(set) var leaves: [Digest] = []

    /// Grows by batches of the given sizes; false when an append did not fit.
    mutating func grow(by batches: [Int]) throws -> Bool {
        var fits = true
        for count in batches {
            let entries = (0..<count).map { Self.entry(Int(frontier.size) + $0) }
            let batch = try LogSequencing(extending: frontier, with: entries)
            for append in batch.tileAppends { fits = tiles.apply(append) && fits }
            frontier = batch.frontier
            leaves += batch.leaves
        }
        return fits
    }

    static func entry(_ index: Int) -> [UInt8] { Array("entry \(index)".utf8) }

    var source: VerifiedTileSource<MemoryTiles> {
        VerifiedTileSource(size: frontier.size, root: frontier.root, reader: tiles)
    }
}

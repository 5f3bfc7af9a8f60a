import Identifiers
import Testing
import TransparencyLog

@Suite("Sequencing")
struct LogSequencingTests {
    @Test(
        "batches of any size give the same log",
        arguments: [
            [1000], [1, 255, 1, 743], [256, 256, 256, 232], [0, 999, 0, 1],
            Array(repeating: 7, count: 142) + [6],
        ]
    )
    func batches(sizes: [Int]) async throws {
        var log = MemoryLog()
        #expect(try log.grow(by: sizes))
        #expect(log.frontier.size == 1000)
        #expect(log.frontier.root == NaiveTree.root(log.leaves[...]))
        #expect(log.leaves == (0..<1000).map { MerkleHash.leaf(MemoryLog.entry($0)) })
        for tile in TileCoordinate.created(growingFrom: 0, to: 1000) {
            let bytes = try await log.tiles.tile(tile)
            switch tile.content {
            case .entries:
                let entries = try EntryBundle.parse(bytes, count: tile.width)
                #expect(entries == (0..<tile.width).map { MemoryLog.entry(Int(tile.index) * 256 + $0) })
            case .hashes(let level):
                let span = level == 0 ? 1 : 256
                let expected = (0..<tile.width).flatMap { position -> [UInt8] in
                    let start = (Int(tile.index) * 256 + position) * span
                    return NaiveTree.root(log.leaves[start..<start + span]).bytes
                }
                #expect(bytes == expected, "\(tile.path)")
            }
        }
    }

    @Test("an append names the tile as it will be")
    func appends() throws {
        let first = try LogSequencing(extending: TreeFrontier(), with: (0..<255).map(MemoryLog.entry))
        #expect(first.tileAppends.map(\.coordinate.path) == ["tile/entries/000.p/255", "tile/0/000.p/255"])
        let second = try LogSequencing(
            extending: first.frontier,
            with: [MemoryLog.entry(255), MemoryLog.entry(256)]
        )
        #expect(second.firstIndex == 255)
        #expect(
            second.tileAppends.map(\.coordinate.path)
                == [
                    "tile/entries/000", "tile/0/000", "tile/1/000.p/1", "tile/entries/001.p/1",
                    "tile/0/001.p/1",
                ]
        )
        #expect(second.tileAppends.map(\.widthBefore) == [255, 255, 0, 0, 0])
    }

    @Test("the longest entry is accepted and one byte more is refused")
    func entryLimit() throws {
        let longest = [UInt8](repeating: 7, count: 65_535)
        let batch = try LogSequencing(extending: TreeFrontier(), with: [longest])
        #expect(try EntryBundle.parse(batch.tileAppends[0].bytes, count: 1) == [longest])
        #expect(throws: TransparencyLogError.entryTooLong(byteCount: 65_536)) {
            try LogSequencing(extending: TreeFrontier(), with: [longest + [7]])
        }
    }

    @Test(
        "a damaged bundle is refused",
        arguments: [
            ([0], 1), ([0, 2, 1], 1), ([0, 1, 9, 0], 1), ([0, 1, 9], 2), ([0, 1, 9], 0), ([], 1),
        ] as [([UInt8], Int)]
    )
    func damagedBundle(bytes: [UInt8], count: Int) {
        #expect(throws: TransparencyLogError.self) { try EntryBundle.parse(bytes, count: count) }
    }
}

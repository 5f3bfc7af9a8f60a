import Testing
import TransparencyLog

@Suite("Tile names")
struct TileCoordinateTests {
    @Test(
        "paths are those of the specification",
        arguments: [
            (TileCoordinate(content: .hashes(level: 0), index: 0, width: 256), "tile/0/000"),
            (
                TileCoordinate(content: .hashes(level: 0), index: 1_234_067, width: 256),
                "tile/0/x001/x234/067"
            ),
            (TileCoordinate(content: .hashes(level: 2), index: 1000, width: 1), "tile/2/x001/000.p/1"),
            (TileCoordinate(content: .entries, index: 273, width: 112), "tile/entries/273.p/112"),
        ]
    )
    func paths(tile: TileCoordinate, path: String) {
        #expect(tile.path == path)
        #expect(TileCoordinate(path: path) == tile)
    }

    @Test(
        "every other spelling is refused",
        arguments: [
            "", "tile", "tile/0", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/8/000",
            "tile/-1/000",
            "tile/0/x000/000", "tile/0/001/067", "tile/0/x001", "tile/0/000.p", "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01", "tile/0/000/1", "tile/entry/000", "/tile/0/000", "tile/0/000/",
            "tile/0/../000",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        ]
    )
    func refuses(path: String) {
        #expect(TileCoordinate(path: path) == nil)
    }

    @Test("a log of 70,000 entries has the tiles that the specification counts")
    func seventyThousand() {
        let tiles = TileCoordinate.created(growingFrom: 0, to: 70_000)
        func part(_ content: TileCoordinate.Content) -> [TileCoordinate] {
            tiles.filter { $0.content == content }
        }
        #expect(part(.entries).filter(\.isFull).count == 273 && part(.entries).last?.width == 112)
        #expect(part(.hashes(level: 0)).filter(\.isFull).count == 273)
        #expect(part(.hashes(level: 0)).last?.path == "tile/0/273.p/112")
        #expect(part(.hashes(level: 1)).map(\.path) == ["tile/1/000", "tile/1/001.p/17"])
        #expect(part(.hashes(level: 2)).map(\.path) == ["tile/2/000.p/1"])
        #expect(tiles.count == 274 + 274 + 2 + 1)
    }

    @Test(
        "growth names the new tiles only",
        arguments: [
            (0, 0, []), (5, 5, []), (6, 5, []), (0, 1, ["tile/entries/000.p/1", "tile/0/000.p/1"]),
            (255, 256, ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]),
            (256, 257, ["tile/entries/001.p/1", "tile/0/001.p/1"]),
            (
                510, 513,
                [
                    "tile/entries/001", "tile/entries/002.p/1", "tile/0/001", "tile/0/002.p/1",
                    "tile/1/000.p/2",
                ]
            ),
        ] as [(UInt64, UInt64, [String])]
    )
    func growth(old: UInt64, new: UInt64, paths: [String]) {
        #expect(TileCoordinate.created(growingFrom: old, to: new).map(\.path) == paths)
    }
}

import Identifiers
import Testing
import TransparencyLog

@Suite("Proofs from tiles")
struct VerifiedTileSourceTests {
    @Test("proofs from tiles are those of the definition", arguments: [1, 2, 255, 256, 257, 512, 1000])
    func proofs(size: Int) async throws {
        var log = MemoryLog()
        _ = try log.grow(by: [size])
        var source = log.source
        for index in stride(from: 0, to: size, by: 37) {
            let proof = try await InclusionProof.build(
                index: UInt64(index),
                size: UInt64(size),
                from: &source
            )
            #expect(proof.hashes == NaiveTree.path(index, log.leaves[...]))
        }
        for old in stride(from: 1, through: size, by: 41) {
            let proof = try await ConsistencyProof.build(old: UInt64(old), new: UInt64(size), from: &source)
            #expect(proof.hashes == NaiveTree.consistency(old, log.leaves[...]))
        }
    }

    @Test("an older checkpoint is served from longer tiles")
    func olderSize() async throws {
        var log = MemoryLog()
        _ = try log.grow(by: [300])
        let old = log.frontier
        _ = try log.grow(by: [700])
        var source = VerifiedTileSource(size: 300, root: old.root, reader: log.tiles)
        let proof = try await InclusionProof.build(index: 299, size: 300, from: &source)
        #expect(proof.isValid(leaf: log.leaves[299], root: old.root))
    }

    // CVE-2026-56865 was a reader that left part of a fetched tile unchecked.
    @Test("one flipped bit in any byte of any fetched tile is noticed")
    func everyByteCounts() async throws {
        var log = MemoryLog()
        _ = try log.grow(by: [1000])
        var honest = log.source
        _ = log.tiles.takeReads()
        _ = try await InclusionProof.build(index: 300, size: 1000, from: &honest)
        let fetched = log.tiles.takeReads()
        #expect(
            fetched.map(\.path).sorted() == ["tile/0/001", "tile/0/003.p/232", "tile/1/000.p/3"].sorted()
        )
        var undetected: [String] = []
        for tile in fetched {
            for byte in 0..<tile.width * Digest.byteCount {
                log.tiles.damage(tile, byte: byte, mask: 1 << UInt8(byte % 8))
                var source = log.source
                let proof = try? await InclusionProof.build(index: 300, size: 1000, from: &source)
                if proof != nil { undetected.append("\(tile.path) byte \(byte)") }
            }
        }
        #expect(undetected.isEmpty)
    }

    @Test("a tile of another length is refused and named")
    func wrongLength() async throws {
        struct ShortTiles: TileReader {
            let tiles: MemoryTiles
            func tile(_ coordinate: TileCoordinate) async throws -> [UInt8] {
                Array(try await tiles.tile(coordinate).dropLast(32))
            }
        }
        var log = MemoryLog()
        _ = try log.grow(by: [300])
        let reader = ShortTiles(tiles: log.tiles)
        var source = VerifiedTileSource(size: 300, root: log.frontier.root, reader: reader)
        await #expect(throws: TransparencyLogError.malformedTile("tile/1/000.p/1", byteCount: 0)) {
            try await InclusionProof.build(index: 0, size: 300, from: &source)
        }
    }

    @Test("tiles of another log are refused")
    func otherLog() async throws {
        var log = MemoryLog()
        _ = try log.grow(by: [1000])
        var source = VerifiedTileSource(size: 1000, root: MerkleHash.leaf([]), reader: log.tiles)
        await #expect(
            throws: TransparencyLogError.rightEdgeNotAuthentic(size: 1000, root: MerkleHash.leaf([]))
        ) {
            try await InclusionProof.build(index: 0, size: 1000, from: &source)
        }
    }

    @Test("subtrees outside the tree are refused")
    func outside() async throws {
        var log = MemoryLog()
        _ = try log.grow(by: [300])
        var source = log.source
        for node in [
            NodeCoordinate(level: 0, index: 300), NodeCoordinate(level: 9, index: 0),
            NodeCoordinate(level: 63, index: 0),
        ] {
            await #expect(throws: TransparencyLogError.self) { try await source.digest(of: node) }
        }
    }
}

package import Identifiers

/// Subtree hashes from tiles that nobody has to trust.
///
/// The partial tiles at the right edge must hash to the root, and every full tile to its entry in the tile
/// above, up to that edge. So each byte of each tile is covered before one hash of it is used.
package struct VerifiedTileSource<Reader: TileReader>: NodeHashSource {
    /// How many tiles are kept between two questions; more are read again.
    private static var tilesMax: Int { 256 }

    private let size: UInt64
    private let root: Digest
    private let reader: Reader
    private var rightEdge: [TileCoordinate: [Digest]]?
    private var verified: [TileCoordinate: [Digest]] = [:]

    /// `size` and `root` come from a verified checkpoint.
    package init(size: UInt64, root: Digest, reader: Reader) {
        self.size = size
        self.root = root
        self.reader = reader
    }

    package mutating func digest(of node: NodeCoordinate) async throws -> Digest {
        guard let tile = TileCoordinate.holding(node, size: size) else {
            throw TransparencyLogError.indexOutsideTree(index: node.index << UInt64(node.level), size: size)
        }
        let hashes = try await hashes(of: tile)
        let count = 1 << (node.level % TileCoordinate.height)
        let first = Int(
            node.index << UInt64(node.level % TileCoordinate.height) % UInt64(TileCoordinate.widthMax)
        )
        return MerkleHash.perfect(hashes[first..<first + count])
    }

    private mutating func hashes(of tile: TileCoordinate) async throws -> [Digest] {
        let edge = try await verifiedRightEdge()
        if let hashes = edge[tile] ?? verified[tile] { return hashes }
        let expected = try await digest(
            of: NodeCoordinate(level: (tile.level + 1) * TileCoordinate.height, index: tile.index)
        )
        let hashes = try await read(tile)
        guard MerkleHash.perfect(hashes) == expected else {
            throw TransparencyLogError.tileNotAuthentic(tile.path)
        }
        if verified.count >= Self.tilesMax { verified.removeAll(keepingCapacity: true) }
        verified[tile] = hashes
        return hashes
    }

    private mutating func verifiedRightEdge() async throws -> [TileCoordinate: [Digest]] {
        if let rightEdge { return rightEdge }
        var edge: [TileCoordinate: [Digest]] = [:]
        var subtrees: [Digest] = []
        for tile in TileCoordinate.rightEdge(of: size).reversed() {
            let hashes = try await read(tile)
            edge[tile] = hashes
            for run in NodeCoordinate.covering(0..<UInt64(tile.width)) {
                let start = Int(run.index << UInt64(run.level))
                subtrees.append(MerkleHash.perfect(hashes[start..<start + 1 << run.level]))
            }
        }
        guard MerkleHash.fold(subtrees) == root else {
            throw TransparencyLogError.rightEdgeNotAuthentic(size: size, root: root)
        }
        rightEdge = edge
        return edge
    }

    private func read(_ tile: TileCoordinate) async throws -> [Digest] {
        let bytes = try await reader.tile(tile)
        guard let hashes = DigestList.parse(bytes[...]), hashes.count == tile.width else {
            throw TransparencyLogError.malformedTile(tile.path, byteCount: bytes.count)
        }
        return hashes
    }
}

/// Where tiles are kept: files, a table, or a server.
package protocol TileReader: Sendable {
    /// The bytes of the tile at exactly its width: of a longer stored tile, the first part.
    func tile(_ coordinate: TileCoordinate) async throws -> [UInt8]
}

/// Bytes to add at the end of one tile, so that a writer needs no earlier tile content.
package struct TileAppend: Hashable, Sendable {
    package let content: TileCoordinate.Content
    package let index: UInt64
    /// How many hashes or entries the tile had before; 0 makes a new tile.
    package let widthBefore: Int
    package internal(set) var widthAfter: Int
    /// For hashes 32 bytes each; for entries the bundle form. A writer checks that it holds exactly
    /// `widthBefore`.
    package internal(set) var bytes: [UInt8]

    /// The tile as it is after the bytes were added.
    package var coordinate: TileCoordinate {
        TileCoordinate(content: content, index: index, width: widthAfter)
    }
}

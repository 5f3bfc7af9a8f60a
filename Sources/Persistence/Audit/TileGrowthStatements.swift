import PostgresClient
import TransparencyLog

/// The two statements that add a batch's hashes to the stored tiles. Entry bundles are not stored: they are
/// the entries.
struct TileGrowthStatements: Sendable {
    /// Appends to tiles that are exactly as long as the tree says, and gives back a row for each.
    let extending: SQL
    /// Makes new tiles; one that exists already makes the transaction fail.
    let adding: SQL
    /// How many rows `extending` must give back.
    let extendedCount: Int

    init(_ appends: [TileAppend]) {
        let rows = appends.compactMap(Row.init)
        let begun = rows.filter { $0.byteCountBefore > 0 }
        let new = rows.filter { $0.byteCountBefore == 0 }
        extendedCount = begun.count
        extending = """
            UPDATE audit.tile t SET hashes = t.hashes || given.hashes
            FROM unnest(\(begun.map(\.level)), \(begun.map(\.index)), \(begun.map(\.byteCountBefore)),
                \(begun.map(\.hashes))) AS given (level, index, byte_count_before, hashes)
            WHERE t.level = given.level AND t.index = given.index
                AND octet_length(t.hashes) = given.byte_count_before
            RETURNING t.level
            """
        adding = """
            INSERT INTO audit.tile (level, index, hashes)
            SELECT * FROM unnest(\(new.map(\.level)), \(new.map(\.index)), \(new.map(\.hashes)))
            """
    }

    private struct Row {
        let level: Int16
        let index: Int64
        let byteCountBefore: Int
        let hashes: [UInt8]

        init?(_ append: TileAppend) {
            guard case .hashes(let level) = append.content else { return nil }
            self.level = Int16(clamping: level)
            index = Int64(clamping: append.index)
            byteCountBefore = append.widthBefore * 32
            hashes = append.bytes
        }
    }
}

import Identifiers
import PostgresClient
import TransparencyLog

/// Selects a tile's `bytes`: of a longer stored one, the first part. Entry bundles are put together from the
/// entries.
enum TileQuery {
    static func sql(for tile: TileCoordinate) -> SQL {
        switch tile.content {
        case .hashes(let level): hashes(level: level, tile)
        case .entries: bundle(tile)
        }
    }

    private static func hashes(level: Int, _ tile: TileCoordinate) -> SQL {
        let byteCount = tile.width * Digest.byteCount
        return """
            SELECT substring(hashes FOR \(Int32(clamping: byteCount))) AS bytes FROM audit.tile
            WHERE level = \(level) AND index = \(Int64(clamping: tile.index))
                AND octet_length(hashes) >= \(byteCount)
            """
    }

    /// No row unless all entries of the bundle are there. Two bytes of length stand before each (C2SP
    /// tlog-tiles).
    private static func bundle(_ tile: TileCoordinate) -> SQL {
        let widthMax = UInt64(TileCoordinate.widthMax)
        let first = tile.index.multipliedReportingOverflow(by: widthMax)
        let start = first.overflow ? Int64.max - Int64(widthMax) : Int64(clamping: first.partialValue)
        return """
            SELECT string_agg(substring(int4send(octet_length(body))
                FROM 3) || body, ''::bytea ORDER BY index) AS bytes
            FROM audit.log_entry WHERE index >= \(start) AND index < \(start + Int64(tile.width))
            HAVING count(*) = \(tile.width)
            """
    }
}

import Catalog
import Identifiers
import PostgresClient

extension Retirement {
    /// All that a retirement is read from; a `WHERE` on `r`, `m` and `v` follows.
    static let selection: SQL = """
        SELECT r.model_id, m.name AS model_name, r.version_id, v.number AS version_number, r.reason,
            sm.name || coalesce('/' || sv.number, '') AS successor, r.effective_at, r.recorded_at, r.recorded_by
        FROM retirements r JOIN models m ON m.id = r.model_id LEFT JOIN model_versions v ON v.id = r.version_id
        LEFT JOIN models sm ON sm.id = r.successor_model_id
        LEFT JOIN model_versions sv ON sv.id = r.successor_version_id
        """

    init(_ row: PostgresRow) throws {
        self.init(
            modelID: try row.decode("model_id"),
            modelName: try row.decode("model_name"),
            versionID: try row.decode("version_id"),
            versionNumber: try row.decode("version_number"),
            reason: try row.decode("reason"),
            successor: try row.decode("successor"),
            effectiveAt: try row.decode("effective_at"),
            recordedAt: try row.decode("recorded_at"),
            recordedBy: try row.decode("recorded_by")
        )
    }
}

extension LegalHold {
    /// All that a hold is read from; a `WHERE` on `h` and `m` follows.
    static let selection: SQL = """
        SELECT h.id, h.model_id, m.name AS model_name, v.number AS version_number, h.reason, h.placed_at,
            h.placed_by, h.released_at, h.released_by, h.release_reason
        FROM legal_holds h JOIN models m ON m.id = h.model_id LEFT JOIN model_versions v ON v.id = h.version_id
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            modelID: try row.decode("model_id"),
            modelName: try row.decode("model_name"),
            versionNumber: try row.decode("version_number"),
            reason: try row.decode("reason"),
            placedAt: try row.decode("placed_at"),
            placedBy: try row.decode("placed_by"),
            releasedAt: try row.decode("released_at"),
            releasedBy: try row.decode("released_by"),
            releaseReason: try row.decode("release_reason")
        )
    }
}

package import Access
package import Catalog
package import Identifiers
import PostgresClient

extension RetentionItem.Ending: PostgresEncodable, PostgresDecodable {}

extension PostgresGovernanceStore {
    /// Versions out of use and since when: by a retirement of theirs or of their model, by their lifecycle, or by deletion in MLflow's way.
    private static let endings: SQL = """
        WITH ending (version_id, ending, ended_at) AS (
            SELECT v.id, 'retired', r.recorded_at FROM retirements r
            JOIN model_versions v ON v.model_id = r.model_id AND (r.version_id IS NULL OR r.version_id = v.id)
            UNION ALL
            SELECT c.version_id, 'retired', c.changed_at FROM lifecycle_changes c
            JOIN model_versions v ON v.id = c.version_id AND v.lifecycle = 'retired'
            WHERE c.to_lifecycle = 'retired'
            UNION ALL
            SELECT id, 'deleted', deleted_at FROM model_versions WHERE deleted_at IS NOT NULL
            UNION ALL
            SELECT v.id, 'deleted', m.deleted_at FROM models m JOIN model_versions v ON v.model_id = m.id
            WHERE m.deleted_at IS NOT NULL
        ), first_ending AS (
            SELECT DISTINCT ON (version_id) version_id, ending, ended_at FROM ending
            ORDER BY version_id, ended_at, ending DESC
        )
        SELECT v.id, m.name AS model_name, v.number, m.owner_team_id, m.risk_class, e.ending, e.ended_at,
            is_held(v.model_id, v.id) AS is_held, p.purged_at, files.file_count, files.size_bytes
        FROM first_ending e JOIN model_versions v ON v.id = e.version_id JOIN models m ON m.id = v.model_id
        LEFT JOIN purges p ON p.version_id = v.id
        CROSS JOIN LATERAL (
            SELECT count(*) AS file_count, coalesce(sum(f.size_bytes), 0)::bigint AS size_bytes FROM (
                SELECT c.size_bytes FROM version_files f JOIN contents c ON c.digest = f.digest
                WHERE f.version_id = v.id
                UNION ALL SELECT size_bytes FROM purged_files WHERE version_id = v.id
            ) f
        ) files
        """

    package func retentionItems(page: PageRequest) async throws -> Page<RetentionItem> {
        let after = try Self.position(page.after)
        let rows = try await queries.rows(
            """
            \(Self.endings)
            WHERE \(optional: after?.id) IS NULL OR (e.ended_at, v.id) > (\(optional: after?.at), \(optional: after?.id))
            ORDER BY e.ended_at, v.id LIMIT \(page.rowLimit)
            """
        )
        return try Page(
            rows,
            size: page.size,
            key: { "\($0.endedAt.microseconds) \($0.versionID)" },
            RetentionItem.init
        )
    }

    private static func position(_ text: String?) throws -> (at: Instant, id: ModelVersionID)? {
        guard let text else { return nil }
        let parts = text.split(separator: " ")
        guard parts.count == 2, let microseconds = Int64(parts[0]), let id = ModelVersionID(parts[1]) else {
            throw StoreFault.invalid(
                field: "page_token",
                detail: "is not one that a page of this listing ended with."
            )
        }
        return (Instant(microseconds: microseconds), id)
    }

    package func retentionItem(_ id: ModelVersionID) async throws -> RetentionItem? {
        try await queries.row("\(Self.endings) WHERE v.id = \(id)", RetentionItem.init)
    }

    package func purge(
        _ item: RetentionItem,
        keptUntil: Instant,
        under grant: borrowing Grant
    ) async throws -> Recorded<Purge> {
        let (now, author) = (grant.grantedAt, grant.actor.principalID)
        let thing = ModelVersion.thing(item.versionNumber, of: item.modelName)
        return try await ledger.record(thing, under: grant) { connection in
            try await Self.requireUnchanged(item, thing, on: connection)
            _ = try await connection.pipeline([
                """
                INSERT INTO purges (version_id, manifest_digest, kept_until, purged_at, purged_by)
                SELECT id, manifest_digest, \(keptUntil), \(now), \(author) FROM model_versions
                WHERE id = \(item.versionID)
                """,
                """
                INSERT INTO purged_files (version_id, path, digest, size_bytes, created_at)
                SELECT f.version_id, f.path, f.digest, c.size_bytes, f.created_at
                FROM version_files f JOIN contents c ON c.digest = f.digest WHERE f.version_id = \(item.versionID)
                """,
                "DELETE FROM version_files WHERE version_id = \(item.versionID)",
            ])
            guard let purge = try await Self.readPurge(item.versionID, on: connection) else {
                throw StoreFault.notFound(what: thing)
            }
            let subject = ChangedSubject(
                id: item.versionID.description,
                name: item.modelName.text,
                version: String(item.versionNumber),
                digest: purge.manifestDigest
            )
            let sizeBytes = purge.files.reduce(0) { $0 + $1.sizeBytes }
            let details: [String: JSONValue] = [
                "file_count": .string(String(purge.files.count)), "size_bytes": .string(String(sizeBytes)),
                "kept_until": .string(keptUntil.rfc3339),
            ]
            return try Change(purge, subject, details: details)
        }
    }

    /// Locks model and version, so that no hold comes between, and sees that all is as it was decided on.
    private static func requireUnchanged(
        _ item: RetentionItem,
        _ thing: String,
        on connection: PostgresConnection
    ) async throws {
        _ = try await connection.query(
            """
            SELECT FROM model_versions v JOIN models m ON m.id = v.model_id WHERE v.id = \(item.versionID) FOR UPDATE
            """
        )
        let row = try await connection.queryOne("\(endings) WHERE v.id = \(item.versionID)")
        guard let row else { throw StoreFault.notFound(what: thing) }
        let current = try RetentionItem(row)
        if current.isHeld { throw StoreFault.conflict(detail: PostgresError.heldDetail(thing)) }
        guard current == item else {
            throw StoreFault.conflict(
                detail: "\(thing) was changed meanwhile. Look at it again and repeat the purge."
            )
        }
    }

    package func purge(of id: ModelVersionID) async throws -> Purge? {
        do {
            return try await pool.withConnection { try await Self.readPurge(id, on: $0) }
        } catch let error as PostgresError {
            throw error.fault(about: "The purge")
        }
    }

    private static func readPurge(_ id: ModelVersionID, on connection: PostgresConnection) async throws
        -> Purge?
    {
        let answers = try await connection.pipeline([
            """
            SELECT p.version_id, m.name AS model_name, v.number AS version_number, p.manifest_digest, p.kept_until,
                p.purged_at, p.purged_by
            FROM purges p JOIN model_versions v ON v.id = p.version_id JOIN models m ON m.id = v.model_id
            WHERE p.version_id = \(id)
            """,
            """
            SELECT path, digest, size_bytes, created_at FROM purged_files WHERE version_id = \(id)
            ORDER BY path COLLATE "C"
            """,
        ])
        guard let row = answers[0].first else { return nil }
        return try Purge(row, files: try answers[1].map(VersionFile.init))
    }
}

extension RetentionItem {
    fileprivate init(_ row: PostgresRow) throws {
        self.init(
            versionID: try row.decode("id"),
            modelName: try row.decode("model_name"),
            versionNumber: try row.decode("number"),
            ownerTeamID: try row.decode("owner_team_id"),
            riskClass: try row.decode("risk_class"),
            ending: try row.decode("ending"),
            endedAt: try row.decode("ended_at"),
            isHeld: try row.decode("is_held"),
            purgedAt: try row.decode("purged_at"),
            fileCount: try row.decode("file_count"),
            sizeBytes: try row.decode("size_bytes")
        )
    }
}

extension Purge {
    fileprivate init(_ row: PostgresRow, files: [VersionFile]) throws {
        self.init(
            versionID: try row.decode("version_id"),
            modelName: try row.decode("model_name"),
            versionNumber: try row.decode("version_number"),
            manifestDigest: try row.decode("manifest_digest"),
            keptUntil: try row.decode("kept_until"),
            purgedAt: try row.decode("purged_at"),
            purgedBy: try row.decode("purged_by"),
            files: files
        )
    }
}

package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresArtifactStore {
    package func bytesLeft(of team: GroupID) async throws -> Int64? {
        try await queries.row(
            "SELECT greatest(bytes_max - bytes_used, 0) AS bytes_left FROM storage_quotas WHERE team_id = \(team)"
        ) { try $0.decode("bytes_left", as: Int64.self) }
    }

    package func quotas() async throws -> [StorageQuota] {
        try await queries.rows("\(StorageQuota.selection) ORDER BY g.name LIMIT 10000").map(StorageQuota.init)
    }

    package func setQuota(of team: GroupID, bytesMax: Int64?, under grant: borrowing Grant) async throws
        -> Recorded<
            StorageQuota
        >
    {
        let (now, actor) = (grant.grantedAt, grant.actor.principalID)
        return try await ledger.record("The quota", under: grant) { connection in
            // Until the end of the transaction no artifact of a team gets or loses a byte unseen.
            _ = try await connection.execute(
                "LOCK TABLE storage_quotas, artifacts IN SHARE ROW EXCLUSIVE MODE"
            )
            let named = try await connection.queryOne("SELECT name FROM groups WHERE id = \(team)")
            guard let name = try named?.decode("name", as: String.self) else {
                throw StoreFault.notFound(what: "The team")
            }
            let found = try await connection.queryOne("\(StorageQuota.selection) WHERE q.team_id = \(team)")
            let before = try found.map(StorageQuota.init)
            let after: StorageQuota
            if let bytesMax {
                after = try await Self.set(bytesMax, of: team, at: now, by: actor, on: connection)
            } else {
                _ = try await connection.execute("DELETE FROM storage_quotas WHERE team_id = \(team)")
                let used = before?.bytesUsed ?? 0
                after = StorageQuota(teamID: team, teamName: name, bytesMax: nil, bytesUsed: used)
            }
            return try Change(
                after,
                ChangedSubject(id: team.description, name: name),
                before: before,
                details: ["bytes_max": .string(bytesMax.map(String.init) ?? "none")]
            )
        }
    }

    private static func set(
        _ bytesMax: Int64,
        of team: GroupID,
        at now: Instant,
        by actor: PrincipalID,
        on connection: PostgresConnection
    ) async throws -> StorageQuota {
        let answers = try await connection.pipeline([
            """
            INSERT INTO storage_quotas (team_id, bytes_max, bytes_used, set_at, set_by)
            SELECT \(team), \(bytesMax), coalesce(sum(c.size_bytes), 0)::bigint, \(now), \(actor)
            FROM artifacts a JOIN contents c ON c.digest = a.digest WHERE a.team_id = \(team)
            ON CONFLICT (team_id) DO UPDATE SET bytes_max = excluded.bytes_max,
                bytes_used = excluded.bytes_used, set_at = excluded.set_at, set_by = excluded.set_by
            """,
            "\(StorageQuota.selection) WHERE q.team_id = \(team)",
        ])
        guard let quota = try answers.last?.first.map(StorageQuota.init) else {
            throw StoreFault.notFound(what: "The team")
        }
        return quota
    }

    /// Takes bytes from the quota of `team` and gives those of the replaced file back to the quota it counted for.
    static func charge(
        _ team: GroupID?,
        adding bytes: Int64,
        dropping charged: (team: GroupID, bytes: Int64)?,
        on connection: PostgresConnection
    ) async throws {
        if let charged {
            _ = try await connection.execute(
                """
                UPDATE storage_quotas SET bytes_used = greatest(bytes_used - \(charged.bytes), 0)
                WHERE team_id = \(charged.team)
                """
            )
        }
        guard let team else { return }
        let row = try await connection.queryOne(
            """
            UPDATE storage_quotas SET bytes_used = bytes_used + \(bytes) WHERE team_id = \(team)
            RETURNING bytes_max, bytes_used
            """
        )
        guard let row else { return }
        let (limit, used) = (
            try row.decode("bytes_max", as: Int64.self), try row.decode("bytes_used", as: Int64.self)
        )
        if bytes > 0, used > limit { throw StoreFault.quotaExceeded(bytesMax: limit) }
    }
}

extension StorageQuota {
    static let selection: SQL = """
        SELECT q.team_id, g.name AS team_name, q.bytes_max, q.bytes_used
        FROM storage_quotas q JOIN groups g ON g.id = q.team_id
        """

    init(_ row: PostgresRow) throws {
        self.init(
            teamID: try row.decode("team_id"),
            teamName: try row.decode("team_name"),
            bytesMax: try row.decode("bytes_max"),
            bytesUsed: try row.decode("bytes_used")
        )
    }
}

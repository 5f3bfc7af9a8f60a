package import Access
package import Catalog
package import Identifiers
import PostgresClient

extension PostgresArtifactStore {
    package func artifact(at path: FilePath, in root: ArtifactRoot) async throws -> Artifact? {
        if let version = root.identifier(as: ModelVersionID.self), root.kind == .modelVersion {
            return try await queries.row("\(Self.sealed(version)) AND a.path = \(path)") {
                try Artifact($0, in: root)
            }
        }
        return try await queries.row(
            """
            \(Artifact.selection) WHERE \(root.condition) AND a.experiment_id = \(root.experimentID.number)
                AND a.path = \(path)
            """,
            Artifact.init
        )
    }

    package func entries(in folder: ArtifactLocation, limit: Int) async throws -> [ArtifactEntry] {
        // Characters of the path before the names that are wanted.
        let skipped = folder.path.map { $0.text.unicodeScalars.count + 1 } ?? 0
        let inside = folder.path.map { path in " AND \(path.insideCondition)" as SQL } ?? ""
        let rows = try await queries.rows(
            """
            SELECT name, bool_or(is_folder) AS is_folder, max(size_bytes) AS size_bytes FROM (
                SELECT split_part(substr(a.path, \(Int32(skipped + 1))), '/', 1) AS name,
                    strpos(substr(a.path, \(Int32(skipped + 1))), '/') > 0 AS is_folder, c.size_bytes
                FROM \(Self.files(of: folder.root)) JOIN contents c ON c.digest = a.digest WHERE true\(inside)
            ) files GROUP BY name ORDER BY name COLLATE "C" LIMIT \(limit)
            """
        )
        return try rows.map { row in
            let isFolder = try row.decode("is_folder", as: Bool.self)
            return ArtifactEntry(
                name: try row.decode("name"),
                sizeBytes: isFolder ? nil : try row.decode("size_bytes")
            )
        }
    }

    /// What a root holds, as `a` with path and digest; those of a version in the byte order that folders need.
    private static func files(of root: ArtifactRoot) -> SQL {
        guard root.kind == .modelVersion, let id = root.identifier(as: ModelVersionID.self) else {
            return """
                (SELECT a.path, a.digest FROM artifacts a
                WHERE \(root.condition) AND a.experiment_id = \(root.experimentID.number)) a
                """
        }
        return """
            (SELECT f.path COLLATE "C" AS path, f.digest FROM version_files f WHERE f.version_id = \(id)) a
            """
    }

    /// The files of a version that is closed; an `AND` on `a` follows.
    private static func sealed(_ id: ModelVersionID) -> SQL {
        """
        SELECT a.path, a.digest, c.size_bytes, a.created_at, v.created_by
        FROM version_files a JOIN contents c ON c.digest = a.digest JOIN model_versions v ON v.id = a.version_id
        WHERE a.version_id = \(id) AND v.state = 'sealed'
        """
    }

    package func put(
        _ content: StoredContent,
        at path: FilePath,
        in tree: ArtifactTree,
        under grant: borrowing Grant
    ) async throws -> Recorded<Artifact> {
        let (now, actor) = (grant.grantedAt, grant.actor.principalID)
        return try await ledger.record("Artifact \"\(path.text)\"", under: grant) { connection in
            try await Self.put(content, at: path, in: tree, at: now, by: actor, on: connection)
        }
    }

    /// The change itself, for uploads in one piece and in parts.
    static func put(
        _ content: StoredContent,
        at path: FilePath,
        in tree: ArtifactTree,
        at now: Instant,
        by actor: PrincipalID,
        on connection: PostgresConnection
    ) async throws -> Change<Artifact> {
        let artifact = Artifact(
            root: tree.root,
            path: path,
            digest: content.digest,
            sizeBytes: content.sizeBytes,
            createdAt: now,
            createdBy: actor
        )
        let found = try await earlier(than: artifact, on: connection)
        try await charge(
            tree.teamID,
            adding: content.sizeBytes,
            dropping: found.charged,
            on: connection
        )
        let file = VersionFile(
            path: path,
            digest: content.digest,
            sizeBytes: content.sizeBytes,
            createdAt: now
        )
        try await PostgresCatalogStore.recordContents([file], on: connection)
        _ = try await connection.execute(upsert(artifact, team: tree.teamID))
        return try Change(
            artifact,
            artifact.subject,
            before: found.artifact,
            details: details(of: artifact, before: found.artifact)
        )
    }

    /// What has the path now, and whose quota it counts for. Refuses a file where a folder is, and the reverse.
    private static func earlier(
        than artifact: Artifact,
        on connection: PostgresConnection
    ) async throws -> (artifact: Artifact?, charged: (team: GroupID, bytes: Int64)?) {
        let root = artifact.root
        let answers = try await connection.pipeline([
            "\(Artifact.selection) WHERE \(root.condition) AND a.path = \(artifact.path) FOR UPDATE OF a",
            """
            SELECT a.team_id FROM artifacts a
            WHERE \(root.condition) AND a.path = \(artifact.path) AND a.team_id IS NOT NULL
            """,
            """
            SELECT a.path FROM artifacts a WHERE \(root.condition)
                AND (\(artifact.path.insideCondition) OR a.path = ANY(\(artifact.path.folders))) LIMIT 1
            """,
        ])
        if let other = try answers[2].first?.decode("path", as: String.self) {
            throw StoreFault.conflict(
                detail:
                    "\"\(artifact.path.text)\" cannot be a file beside \"\(other)\": one of them would be a folder too."
            )
        }
        let earlier = try answers[0].first.map(Artifact.init)
        let team = try answers[1].first?.decode("team_id", as: GroupID.self)
        return (earlier, team.flatMap { team in earlier.map { (team, $0.sizeBytes) } })
    }

    private static func upsert(_ artifact: Artifact, team: GroupID?) -> SQL {
        let root = artifact.root
        return """
            INSERT INTO artifacts (owner_kind, owner_id, path, experiment_id, digest, team_id, created_at, created_by)
            VALUES (\(root.kind), \(root.ownerID), \(artifact.path), \(root.experimentID.number), \(artifact.digest),
                \(optional: team), \(artifact.createdAt), \(artifact.createdBy))
            ON CONFLICT (owner_kind, owner_id, path) DO UPDATE SET digest = excluded.digest, team_id = excluded.team_id,
                created_at = excluded.created_at, created_by = excluded.created_by
            """
    }

    private static func details(of artifact: Artifact, before: Artifact?) -> [String: JSONValue] {
        var details: [String: JSONValue] = [
            "path": .string(artifact.path.text), "size_bytes": .string(String(artifact.sizeBytes)),
        ]
        if let before { details["replaced_digest"] = .string("sha256:\(before.digest.hex)") }
        return details
    }

    package func remove(_ location: ArtifactLocation, under grant: borrowing Grant) async throws -> Recorded<
        RemovedArtifacts
    > {
        try await ledger.record("Artifact \"\(location.mlflowPath)\"", under: grant) { connection in
            let root = location.root
            let selected = location.path.map { path in
                " AND (a.path = \(path) OR \(path.insideCondition))" as SQL
            }
            let rows = try await connection.query(
                """
                WITH gone AS (
                    DELETE FROM artifacts a WHERE \(root.condition)
                        AND a.experiment_id = \(root.experimentID.number)\(selected ?? "")
                    RETURNING a.digest, a.team_id
                )
                SELECT g.team_id, count(*) AS files, sum(c.size_bytes)::bigint AS bytes
                FROM gone g JOIN contents c ON c.digest = g.digest GROUP BY g.team_id
                """
            )
            guard !rows.isEmpty else {
                throw StoreFault.notFound(what: "Artifact \"\(location.mlflowPath)\"")
            }
            var removed = RemovedArtifacts(root: root, path: location.path, fileCount: 0, sizeBytes: 0)
            for row in rows {
                let bytes = try row.decode("bytes", as: Int64.self)
                removed.fileCount += try row.decode("files", as: Int.self)
                removed.sizeBytes += bytes
                if let team = try row.decode("team_id", as: GroupID?.self) {
                    try await Self.charge(nil, adding: 0, dropping: (team, bytes), on: connection)
                }
            }
            return try Change(
                removed,
                ChangedSubject(id: root.ownerID, name: location.mlflowPath),
                details: [
                    "files": .string(String(removed.fileCount)),
                    "size_bytes": .string(String(removed.sizeBytes)),
                ]
            )
        }
    }

    package func recordAddress(
        for path: FilePath,
        in tree: ArtifactTree,
        until expiry: Instant,
        under grant: borrowing Grant
    ) async throws -> Recorded<Instant> {
        let name = ArtifactLocation(root: tree.root, path: path).mlflowPath
        return try await ledger.record("The address", under: grant) { _ in
            try Change(
                expiry,
                ChangedSubject(id: tree.root.ownerID, name: name),
                details: ["address": "given out for one upload path", "until": .string("\(expiry)")]
            )
        }
    }
}

package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresArtifactStore {
    package func upload(_ id: ArtifactUploadID) async throws -> ArtifactUpload? {
        try await queries.row("\(ArtifactUpload.selection) WHERE id = \(id)", ArtifactUpload.init)
    }

    package func parts(of id: ArtifactUploadID) async throws -> [ArtifactPart] {
        try await queries.rows("\(ArtifactPart.selection) WHERE p.upload_id = \(id) ORDER BY p.number")
            .map(ArtifactPart.init)
    }

    package func begin(_ upload: ArtifactUpload, under grant: borrowing Grant) async throws -> Recorded<
        ArtifactUpload
    > {
        try await ledger.record("The upload", under: grant) { connection in
            let counted = try await connection.queryOne(
                "SELECT count(*) AS open FROM artifact_uploads WHERE created_by = \(upload.createdBy)"
            )
            guard try counted?.decode("open", as: Int.self) ?? 0 < Self.openUploadsMax else {
                throw StoreFault.conflict(
                    detail:
                        "You have \(Self.openUploadsMax) uploads in progress. Complete or abort some first."
                )
            }
            _ = try await connection.execute(
                """
                INSERT INTO artifact_uploads (id, owner_kind, owner_id, path, experiment_id, created_at, created_by,
                    expires_at)
                VALUES (\(upload.id), \(upload.root.kind), \(upload.root.ownerID), \(upload.path),
                    \(upload.root.experimentID.number), \(upload.createdAt), \(upload.createdBy), \(upload.expiresAt))
                """
            )
            return try Change(upload, upload.subject, details: ["upload": "begun"])
        }
    }

    package func put(
        _ part: ArtifactPart,
        of id: ArtifactUploadID,
        under grant: borrowing Grant
    ) async throws -> Recorded<ArtifactPart> {
        let now = grant.grantedAt
        return try await ledger.record("The part", under: grant) { connection in
            let upload = try await Self.lock(id, "FOR SHARE", at: now, on: connection)
            let earlier = try await connection.queryOne(
                "\(ArtifactPart.selection) WHERE p.upload_id = \(id) AND p.number = \(part.number)"
            )
            let file = VersionFile(
                path: upload.path,
                digest: part.digest,
                sizeBytes: part.sizeBytes,
                createdAt: now
            )
            try await PostgresCatalogStore.recordContents([file], on: connection)
            _ = try await connection.execute(
                """
                INSERT INTO artifact_upload_parts (upload_id, number, digest, received_at)
                VALUES (\(id), \(part.number), \(part.digest), \(now))
                ON CONFLICT (upload_id, number)
                    DO UPDATE SET digest = excluded.digest, received_at = excluded.received_at
                """
            )
            var subject = upload.subject
            subject.digest = part.digest
            return try Change(
                part,
                subject,
                before: try earlier.map(ArtifactPart.init),
                details: [
                    "part": .string(String(part.number)), "size_bytes": .string(String(part.sizeBytes)),
                ]
            )
        }
    }

    package func complete(
        _ id: ArtifactUploadID,
        with content: StoredContent,
        in tree: ArtifactTree,
        under grant: borrowing Grant
    ) async throws -> Recorded<Artifact> {
        let (now, actor) = (grant.grantedAt, grant.actor.principalID)
        return try await ledger.record("The upload", under: grant) { connection in
            let upload = try await Self.lock(id, "FOR UPDATE", at: now, on: connection)
            _ = try await connection.execute("DELETE FROM artifact_uploads WHERE id = \(id)")
            return try await Self.put(content, at: upload.path, in: tree, at: now, by: actor, on: connection)
        }
    }

    package func abort(_ id: ArtifactUploadID, under grant: borrowing Grant) async throws -> Recorded<
        ArtifactUpload
    > {
        try await ledger.record("The upload", under: grant) { connection in
            let row = try await connection.queryOne(
                "\(ArtifactUpload.selection) WHERE id = \(id) FOR UPDATE"
            )
            guard let upload = try row.map(ArtifactUpload.init) else { throw Self.missing(id) }
            _ = try await connection.execute("DELETE FROM artifact_uploads WHERE id = \(id)")
            return try Change(upload, upload.subject, details: ["upload": "aborted"])
        }
    }

    /// The upload, kept from being completed or aborted by another until the transaction ends.
    private static func lock(
        _ id: ArtifactUploadID,
        _ strength: SQL,
        at now: Instant,
        on connection: PostgresConnection
    ) async throws -> ArtifactUpload {
        let row = try await connection.queryOne("\(ArtifactUpload.selection) WHERE id = \(id) \(strength)")
        guard let upload = try row.map(ArtifactUpload.init), upload.expiresAt > now else { throw missing(id) }
        return upload
    }

    private static func missing(_ id: ArtifactUploadID) -> StoreFault { .notFound(what: "Upload \(id)") }
}

extension ArtifactUpload {
    static let selection: SQL = """
        SELECT id, owner_kind, owner_id, experiment_id, path, created_at, created_by, expires_at FROM artifact_uploads
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            root: try ArtifactRoot(row),
            path: try row.decode("path"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by"),
            expiresAt: try row.decode("expires_at")
        )
    }

    var subject: ChangedSubject { ChangedSubject(id: root.ownerID, name: location.mlflowPath) }
}

extension ArtifactPart {
    static let selection: SQL = """
        SELECT p.number, p.digest, c.size_bytes FROM artifact_upload_parts p JOIN contents c ON c.digest = p.digest
        """

    init(_ row: PostgresRow) throws {
        self.init(
            number: try row.decode("number"),
            digest: try row.decode("digest"),
            sizeBytes: try row.decode("size_bytes")
        )
    }
}

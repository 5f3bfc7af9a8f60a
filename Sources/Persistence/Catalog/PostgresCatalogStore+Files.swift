package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresCatalogStore {
    package func files(ofVersion number: Int, of model: ModelReference) async throws -> [VersionFile] {
        let rows = try await queries.rows(
            """
            SELECT \(VersionFile.columns) FROM version_files f JOIN contents c ON c.digest = f.digest
                JOIN model_versions v ON v.id = f.version_id JOIN models m ON m.id = v.model_id
            WHERE \(model.condition) AND v.number = \(number)
            ORDER BY f.path COLLATE "C" LIMIT \(Self.filesMax)
            """
        )
        return try rows.map(VersionFile.init)
    }

    package func fileReaders(ofVersion version: Int?, of model: ModelReference) async throws -> [Set<GroupID>]
    {
        let rows = try await queries.rows(
            """
            SELECT array_agg(DISTINCT r.group_id) AS allowed
            FROM model_versions v JOIN models m ON m.id = v.model_id
                JOIN artifact_restrictions r ON r.owner_kind = v.files_kind AND r.owner_id = v.files_owner
            WHERE \(model.condition) AND (\(optional: version) IS NULL OR v.number = \(optional: version))
            GROUP BY v.files_kind, v.files_owner
            """
        )
        return try rows.map { Set(try $0.decode("allowed", as: [GroupID].self)) }
    }

    package func attachFile(
        _ file: VersionFile,
        toVersion number: Int,
        of name: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<VersionFile> {
        let file = VersionFile(
            path: file.path,
            digest: file.digest,
            sizeBytes: file.sizeBytes,
            createdAt: grant.grantedAt
        )
        return try await ledger.record(ModelVersion.thing(number, of: name), under: grant) { connection in
            let version = try await Self.lockDraft(number, of: name, on: connection)
            let earlier = try await Self.file(at: file.path, of: version.id, on: connection)
            guard earlier != nil || version.fileCount < Self.filesMax else {
                throw StoreFault.conflict(detail: "A version holds at most \(Self.filesMax) files.")
            }
            try await Self.recordContents([file], on: connection)
            _ = try await connection.pipeline([
                """
                INSERT INTO version_files (version_id, path, digest, created_at)
                VALUES (\(version.id), \(file.path), \(file.digest), \(file.createdAt))
                ON CONFLICT (version_id, path)
                    DO UPDATE SET digest = excluded.digest, created_at = excluded.created_at
                """,
                """
                UPDATE model_versions SET file_count = file_count + \(earlier == nil ? 1 : 0),
                    size_bytes = size_bytes + \(file.sizeBytes - (earlier?.sizeBytes ?? 0)),
                    updated_at = greatest(updated_at, \(file.createdAt)), revision = revision + 1
                WHERE id = \(version.id)
                """,
            ])
            let details = Self.details(of: file, in: version)
            let subject = ChangedSubject(
                id: version.id.description,
                name: name.text,
                version: String(number),
                digest: file.digest
            )
            return try Change(file, subject, before: earlier, details: details)
        }
    }

    static func filesQuery(of version: ModelVersionID) -> SQL {
        """
        SELECT \(VersionFile.columns) FROM version_files f JOIN contents c ON c.digest = f.digest
        WHERE f.version_id = \(version)
        """
    }

    /// Notes that the store holds these contents; refuses a size other than the one on record.
    static func recordContents(_ files: [VersionFile], on connection: PostgresConnection) async throws {
        guard !files.isEmpty else { return }
        let (digests, sizes) = (files.map(\.digest), files.map(\.sizeBytes))
        // In order of digest, so that two transactions with the same contents cannot block each other in a
        // circle.
        let answers = try await connection.pipeline([
            """
            INSERT INTO contents (digest, size_bytes, created_at)
            SELECT DISTINCT ON (digest) digest, size_bytes, \(files[0].createdAt)
            FROM unnest(\(digests), \(sizes)) AS given (digest, size_bytes)
            ORDER BY digest, size_bytes ON CONFLICT DO NOTHING
            """,
            """
            SELECT c.size_bytes FROM unnest(\(digests), \(sizes)) AS given (digest, size_bytes)
            JOIN contents c ON c.digest = given.digest AND c.size_bytes <> given.size_bytes LIMIT 1
            """,
        ])
        guard let row = answers.last?.first else { return }
        let size = try row.decode("size_bytes", as: Int64.self)
        throw StoreFault.invalid(field: "size_bytes", detail: "the stored content has \(size) bytes.")
    }

    private static func file(
        at path: FilePath,
        of version: ModelVersionID,
        on connection: PostgresConnection
    ) async throws -> VersionFile? {
        try await connection.queryOne("\(filesQuery(of: version)) AND f.path = \(path)").map(VersionFile.init)
    }

    private static func details(of file: VersionFile, in version: ModelVersion) -> [String: JSONValue] {
        [
            "path": .string(file.path.text), "size_bytes": .string(String(file.sizeBytes)),
            "revision": .string(String(version.revision + 1)),
        ]
    }
}

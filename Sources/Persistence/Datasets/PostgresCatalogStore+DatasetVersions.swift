package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresCatalogStore {
    package func datasetVersion(_ number: Int, of name: ResourceName) async throws -> DatasetVersion? {
        let version = try await queries.row(
            "\(DatasetVersion.selection) WHERE d.name = \(name) AND v.number = \(number)",
            DatasetVersion.init
        )
        guard let version else { return nil }
        return try await withFiles([version]).first
    }

    /// A page ends early when its versions have more than `filesMax` files between them.
    package func datasetVersions(of name: ResourceName, page: PageRequest) async throws -> Page<
        DatasetVersion
    > {
        let before = try page.afterNumber()
        let rows = try await queries.rows(
            """
            \(DatasetVersion.selection)
            WHERE d.name = \(name) AND (\(optional: before) IS NULL OR v.number < \(optional: before))
            ORDER BY v.number DESC LIMIT \(page.rowLimit)
            """
        )
        let size = min(page.size, try Self.countFitting(rows))
        var versions = try Page(rows, size: size, key: { String($0.number) }, DatasetVersion.init)
        versions.items = try await withFiles(versions.items)
        return versions
    }

    package func createDatasetVersion(
        of name: ResourceName,
        _ draft: DatasetVersionDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<DatasetVersion> {
        try Self.check(draft)
        let id = DatasetVersionID.new(at: grant.grantedAt)
        let now = grant.grantedAt
        let creator = grant.actor.principalID
        return try await ledger.record("A version of dataset \"\(name)\"", under: grant) { connection in
            // The update holds the dataset's row until the end, so numbers are handed out one by one.
            let dataset = try await connection.queryOne(
                """
                UPDATE datasets SET version_count = version_count + 1
                WHERE name = \(name) RETURNING id, version_count, licence, sensitivity, retention_action,
                    retention_due(\(now), retention_days, retention_until) AS due_at, NULL::timestamptz AS purged_at
                """
            )
            guard let dataset else { throw StoreFault.notFound(what: Dataset.thing(name)) }
            let version = DatasetVersion(
                id: id,
                datasetID: try dataset.decode("id"),
                datasetName: name,
                number: try dataset.decode("version_count"),
                digest: draft.digest,
                digestOrigin: draft.digestOrigin,
                files: Self.ordered(draft.files, at: now),
                description: draft.description,
                licence: try dataset.decode("licence"),
                sensitivity: try dataset.decode("sensitivity"),
                facts: VersionFacts(
                    schemaDigest: try draft.schema?.digest,
                    columnCount: draft.schema?.columns.count,
                    rowCount: draft.rowCount,
                    sourceURI: draft.sourceURI
                ),
                createdAt: now,
                createdBy: creator,
                checks: CheckSummary(),
                standing: try DatasetStanding(dataset)
            )
            try await Self.insert(version, draft.schema, on: connection)
            return try Change(version, version.subject, details: version.auditDetails)
        }
    }

    private static func insert(
        _ version: DatasetVersion,
        _ schema: DatasetSchema?,
        on connection: PostgresConnection
    ) async throws {
        try await recordContents(version.files, on: connection)
        let facts = version.facts
        _ = try await connection.pipeline([
            """
            INSERT INTO dataset_versions (id, dataset_id, number, digest, digest_origin, description, licence,
                sensitivity, row_count, source_uri, schema, schema_digest, column_count, created_at, created_by)
            VALUES (\(version.id), \(version.datasetID), \(version.number), \(version.digest),
                \(version.digestOrigin), \(version.description), \(version.licence), \(version.sensitivity),
                \(facts.rowCount), \(facts.sourceURI), \(try schema.map(PostgresJSON.init(encoding:))),
                \(facts.schemaDigest), \(facts.columnCount), \(version.createdAt), \(version.createdBy))
            """,
            """
            INSERT INTO dataset_version_files (version_id, path, digest, created_at)
            SELECT \(version.id), path, digest, \(version.createdAt)
            FROM unnest(\(version.files.map(\.path.text)), \(version.files.map(\.digest)))
                AS given (path, digest)
            """,
        ])
    }

    /// A computed digest is the manifest's; a claim comes without files.
    private static func check(_ draft: DatasetVersionDraft) throws {
        guard draft.files.count <= filesMax else {
            throw StoreFault.invalid(field: "files", detail: "a version holds at most \(filesMax) files.")
        }
        guard Set(draft.files.map(\.path)).count == draft.files.count else {
            throw StoreFault.invalid(field: "files", detail: "must not name a path twice.")
        }
        switch draft.digestOrigin {
        case .claimed where draft.files.isEmpty: return
        case .claimed:
            throw StoreFault.invalid(field: "files", detail: "a claimed digest comes without files.")
        case .computed:
            guard try !draft.files.isEmpty && Manifest(files: draft.files).digest == draft.digest else {
                throw StoreFault.invalid(field: "digest", detail: "is not the digest of the files' manifest.")
            }
        }
    }

    private static func ordered(_ files: [VersionFile], at now: Instant) -> [VersionFile] {
        Manifest(files: files).files.map { file in
            VersionFile(path: file.path, digest: file.digest, sizeBytes: file.sizeBytes, createdAt: now)
        }
    }

    /// How many of the first versions have at most `filesMax` files together; at least one.
    private static func countFitting(_ rows: [PostgresRow]) throws -> Int {
        var fileCount = 0
        for (index, row) in rows.enumerated() {
            fileCount += try row.decode("file_count", as: Int.self)
            if fileCount > filesMax { return max(1, index) }
        }
        return max(1, rows.count)
    }

    private func withFiles(_ versions: [DatasetVersion]) async throws -> [DatasetVersion] {
        let rows = try await queries.rows(
            """
            SELECT f.version_id, f.path, f.digest, f.size_bytes, f.created_at FROM dataset_files f
            WHERE f.version_id = ANY (\(versions.map(\.id))) ORDER BY f.path COLLATE "C"
            """
        )
        let files = try Dictionary(grouping: rows) { try $0.decode("version_id", as: DatasetVersionID.self) }
        return try versions.map { version in
            var version = version
            version.files = try (files[version.id] ?? []).map(VersionFile.init)
            return version
        }
    }
}

package import Access
package import Catalog
package import Identifiers
import PostgresClient

extension PostgresCatalogStore {
    package func version(_ number: Int, of model: ModelReference) async throws -> ModelVersion? {
        try await queries.row(
            "\(ModelVersion.selection) WHERE \(model.condition) AND v.number = \(number)",
            ModelVersion.init
        )
    }

    package func versions(of model: ModelReference, page: PageRequest) async throws -> Page<ModelVersion> {
        let before = try page.afterNumber()
        let rows = try await queries.rows(
            """
            \(ModelVersion.selection)
            WHERE \(model.condition) AND (\(optional: before) IS NULL OR v.number < \(optional: before))
            ORDER BY v.number DESC LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: { String($0.number) }, ModelVersion.init)
    }

    package func sealedVersion(holding digests: Set<Digest>) async throws -> ModelVersion? {
        let wanted = Array(digests)
        guard !wanted.isEmpty, wanted.count <= Self.filesMax else { return nil }
        return try await queries.row(
            """
            \(ModelVersion.selection)
            WHERE v.state = 'sealed' AND v.deleted_at IS NULL AND m.deleted_at IS NULL
                AND v.id IN (SELECT version_id FROM version_files WHERE digest = ANY (\(wanted))
                    GROUP BY version_id HAVING count(DISTINCT digest) = \(wanted.count))
                AND NOT EXISTS (SELECT FROM version_files f WHERE f.version_id = v.id
                    AND f.digest <> ALL (\(wanted)))
            ORDER BY v.sealed_at DESC, v.id DESC LIMIT 1
            """,
            ModelVersion.init
        )
    }

    package func createVersion(
        of name: ResourceName,
        description: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<ModelVersion> {
        let id = ModelVersionID.new(at: grant.grantedAt)
        let now = grant.grantedAt
        let creator = grant.actor.principalID
        let effect = Effect(grant)
        return try await ledger.record("A version of model \"\(name)\"", under: grant) { connection in
            // The update holds the model's row until the end, so numbers are handed out one by one.
            let (modelID, number) = try await Self.nextNumber(of: name, at: now, on: connection)
            let answers = try await connection.pipeline([
                """
                INSERT INTO model_versions (id, model_id, number, description, created_at, created_by, updated_at)
                VALUES (\(id), \(modelID), \(number), \(description), \(now), \(creator), \(now))
                """,
                LifecycleStatements.note(id, from: nil, to: .draft, effect),
                "\(ModelVersion.selection) WHERE v.id = \(id)",
            ])
            guard let version = try answers.last?.first.map(ModelVersion.init) else {
                throw StoreFault.notFound(what: ModelVersion.thing(number, of: name))
            }
            return try Change(
                version,
                version.subject,
                details: version.auditDetails,
                notices: [.created(version, tags: [])]
            )
        }
    }

    /// The number that the next version of a model gets, held until the transaction ends. A retired model gives none.
    static func nextNumber(
        of name: ResourceName,
        at now: Instant,
        on connection: PostgresConnection
    ) async throws -> (model: ModelID, number: Int) {
        let row = try await connection.queryOne(
            """
            UPDATE models SET version_count = version_count + 1, updated_at = greatest(updated_at, \(now))
            WHERE name = \(name) AND deleted_at IS NULL RETURNING id, version_count, retired_at
            """
        )
        guard let row else { throw StoreFault.notFound(what: Model.thing(name)) }
        guard try row.decode("retired_at", as: Instant?.self) == nil else {
            throw StoreFault.conflict(
                detail:
                    "\(Model.thing(name)) is retired and takes no new versions. Retirement is final: register"
                    + " another model for what follows it."
            )
        }
        return (try row.decode("id"), try row.decode("version_count"))
    }

    package func sealVersion(
        _ number: Int,
        of name: ResourceName,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<ModelVersion> {
        let thing = ModelVersion.thing(number, of: name)
        let now = grant.grantedAt
        let effect = Effect(grant)
        return try await ledger.record(thing, under: grant) { connection in
            let before = try await Self.lockDraft(number, of: name, on: connection)
            try ExpectedRevision(revision).check(before.revision, of: thing)
            let rows = try await connection.query(Self.filesQuery(of: before.id))
            let manifest = Manifest(files: try rows.map(VersionFile.init))
            guard !manifest.files.isEmpty else {
                throw StoreFault.conflict(
                    detail: "\(thing) has no files. Upload at least one before sealing it."
                )
            }
            let answers = try await connection.pipeline([
                """
                UPDATE model_versions SET state = 'sealed', manifest_digest = \(try manifest.digest),
                    lifecycle = 'candidate', sealed_at = \(now), updated_at = greatest(updated_at, \(now)),
                    revision = revision + 1
                WHERE id = \(before.id)
                """,
                LifecycleStatements.note(before.id, from: before.lifecycle, to: .candidate, effect),
                "\(ModelVersion.selection) WHERE v.id = \(before.id)",
            ])
            guard let after = try answers.last?.first.map(ModelVersion.init) else {
                throw StoreFault.notFound(what: thing)
            }
            return try Change(after, after.subject, before: before, details: after.auditDetails)
        }
    }

    /// Locks the version until the end of the transaction; refuses one that was deleted.
    static func lockVersion(
        _ number: Int,
        of name: ResourceName,
        on connection: PostgresConnection
    ) async throws -> ModelVersion {
        let condition: SQL = "\(ModelReference.name(name).condition) AND v.number = \(number)"
        let answers = try await connection.pipeline([
            """
            SELECT FROM model_versions v JOIN models m ON m.id = v.model_id
            WHERE \(condition) FOR UPDATE OF v
            """,
            "\(ModelVersion.selection) WHERE \(condition)",
        ])
        let thing = ModelVersion.thing(number, of: name)
        guard let version = try answers.last?.first.map(ModelVersion.init), version.deletedAt == nil else {
            throw StoreFault.notFound(what: thing)
        }
        return version
    }

    /// The same, and refuses one that is not a draft.
    static func lockDraft(
        _ number: Int,
        of name: ResourceName,
        on connection: PostgresConnection
    ) async throws -> ModelVersion {
        let version = try await lockVersion(number, of: name, on: connection)
        let thing = ModelVersion.thing(number, of: name)
        if version.origin != nil {
            throw StoreFault.conflict(
                detail: "\(thing) was registered from another place and takes no files. Create a new version."
            )
        }
        guard version.lifecycle != .retired else {
            throw StoreFault.conflict(detail: "\(thing) is retired and takes no files. Create a new version.")
        }
        guard version.state == .draft else {
            throw StoreFault.conflict(
                detail: "\(thing) is sealed and never changes. Create a new version instead."
            )
        }
        return version
    }
}

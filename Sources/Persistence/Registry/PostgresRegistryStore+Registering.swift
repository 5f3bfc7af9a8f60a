package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresRegistryStore {
    package func registerVersion(
        of name: ResourceName,
        _ draft: RegisteredVersionDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegisteredVersion> {
        let effect = Effect(grant)
        let id = ModelVersionID.new(at: grant.grantedAt)
        return try await ledger.record("A version of model \"\(name)\"", under: grant) { connection in
            // The source is read before the model's row is held, so that others wait no longer than they must.
            let found = try await SourceReader(draft, connection: connection).read()
            let next = try await PostgresCatalogStore.nextNumber(
                of: name,
                at: effect.grantedAt,
                on: connection
            )
            let version = Self.version(id, of: name, next, draft, found, effect, try found.manifestDigest)
            let registered = RegisteredVersion(
                version: version,
                creatorName: effect.actor.email ?? effect.actor.displayName,
                tags: RegistryTag.merged(draft.tags),
                aliases: []
            )
            _ = try await connection.pipeline(Self.insertion(of: registered, found, effect))
            var details = version.auditDetails
            details["source"] = .string(String(draft.source.prefix(500)))
            let notice = WebhookNotice.created(version, tags: registered.tags)
            return try Change(registered, version.subject, details: details, notices: [notice])
        }
    }

    private static func version(
        _ id: ModelVersionID,
        of name: ResourceName,
        _ next: (model: ModelID, number: Int),
        _ draft: RegisteredVersionDraft,
        _ found: FoundSource,
        _ effect: Effect,
        _ digest: Digest?
    ) -> ModelVersion {
        let isSealed = !found.files.isEmpty
        return ModelVersion(
            id: id,
            modelID: next.model,
            modelName: name,
            number: next.number,
            state: isSealed ? .sealed : .draft,
            lifecycle: .candidate,
            description: draft.description,
            manifestDigest: digest,
            fileCount: found.files.count,
            sizeBytes: found.files.reduce(0) { $0 + $1.sizeBytes },
            createdAt: effect.grantedAt,
            createdBy: effect.actor.principalID,
            sealedAt: isSealed ? effect.grantedAt : nil,
            origin: VersionOrigin(
                source: draft.source,
                storageLocation: found.storageLocation,
                runID: draft.runID ?? found.runID,
                loggedModelID: draft.loggedModelID ?? found.loggedModelID,
                runLink: draft.runLink
            ),
            updatedAt: effect.grantedAt,
            deletedAt: nil,
            revision: 1
        )
    }

    private static func insertion(
        of registered: RegisteredVersion,
        _ found: FoundSource,
        _ effect: Effect
    ) -> [SQL] {
        let version = registered.version
        var statements: [SQL] = [
            """
            INSERT INTO model_versions (id, model_id, number, lifecycle, description, source, storage_location, run_id,
                logged_model_id, run_link, files_kind, files_owner, file_count, size_bytes, created_at, created_by, updated_at)
            VALUES (\(version.id), \(version.modelID), \(version.number), \(version.lifecycle), \(version.description),
                \(optional: version.origin?.source), \(optional: version.origin?.storageLocation),
                \(optional: version.origin?.runID), \(optional: version.origin?.loggedModelID),
                \(optional: version.origin?.runLink), \(optional: found.filesOf?.kind),
                \(optional: found.filesOf?.owner), \(version.fileCount), \(version.sizeBytes),
                \(version.createdAt), \(version.createdBy), \(version.updatedAt))
            """,
            LifecycleStatements.note(version.id, from: nil, to: version.lifecycle, effect),
        ]
        if !registered.tags.isEmpty {
            statements.append(
                """
                INSERT INTO version_tags (version_id, key, value)
                SELECT \(version.id), * FROM unnest(\(registered.tags.map(\.key)), \(registered.tags.map(\.value)))
                """
            )
        }
        if let digest = version.manifestDigest {
            statements += [
                """
                INSERT INTO version_files (version_id, path, digest, created_at)
                SELECT \(version.id), given.path, given.digest, \(version.createdAt)
                FROM unnest(\(found.files.map(\.path.text)), \(found.files.map(\.digest))) AS given (path, digest)
                """,
                """
                UPDATE model_versions SET state = 'sealed', manifest_digest = \(digest), sealed_at = \(version.createdAt)
                WHERE id = \(version.id)
                """,
            ]
        }
        return statements
    }
}

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
        let thing = "A version of model \"\(name)\""
        if effect.memory == nil, let seen = draft.modelSeen, let found = SourceReader.found(of: draft) {
            let next = NextNumber(model: seen.id, number: seen.versionCount + 1)
            let registered = try Self.registered(id, of: name, next, draft, found, effect)
            do {
                return try await ledger.record(
                    thing,
                    under: grant,
                    try Self.creation(registered, draft),
                    by: Self.insertion(of: registered, found, into: Self.counting(next, name, effect), effect)
                )
            } catch StoreFault.invalid(field: "model_id", _) {
                // Another version came first, or the model changed its name, was retired or went: the way below
                // holds it first.
            }
        }
        return try await ledger.record(thing, under: grant) { connection in
            // The source is read before the model's row is held, so that others wait no longer than they must.
            let found = try await SourceReader(draft, connection: connection).read()
            let next = try await PostgresCatalogStore.nextNumber(
                of: name,
                at: effect.grantedAt,
                on: connection
            )
            let registered = try Self.registered(id, of: name, next, draft, found, effect)
            _ = try await connection.pipeline(
                Self.insertion(of: registered, found, into: "SELECT \(next.model) AS id", effect)
            )
            return try Self.creation(registered, draft)
        }
    }

    typealias NextNumber = (model: ModelID, number: Int)

    /// Counts a version of the model if the last one has the number before, and gives back the model's id then.
    private static func counting(_ next: NextNumber, _ name: ResourceName, _ effect: Effect) -> SQL {
        """
        UPDATE models SET version_count = \(next.number), updated_at = greatest(updated_at, \(effect.grantedAt))
        WHERE id = \(next.model) AND name = \(name) AND version_count = \(next.number - 1)
            AND deleted_at IS NULL AND retired_at IS NULL
        RETURNING id
        """
    }

    static func registered(
        _ id: ModelVersionID,
        of name: ResourceName,
        _ next: NextNumber,
        _ draft: RegisteredVersionDraft,
        _ found: FoundSource,
        _ effect: Effect
    ) throws -> RegisteredVersion {
        RegisteredVersion(
            version: version(id, of: name, next, draft, found, effect, try found.manifestDigest),
            creatorName: effect.actor.email ?? effect.actor.displayName,
            tags: RegistryTag.merged(draft.tags),
            aliases: []
        )
    }

    private static func creation(
        _ registered: RegisteredVersion,
        _ draft: RegisteredVersionDraft
    ) throws -> Change<RegisteredVersion> {
        let version = registered.version
        var details = version.auditDetails
        details["source"] = .string(String(draft.source.prefix(500)))
        let notice = WebhookNotice.created(version, tags: registered.tags)
        return try Change(registered, version.subject, details: details, notices: [notice])
    }

    private static func version(
        _ id: ModelVersionID,
        of name: ResourceName,
        _ next: NextNumber,
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

    /// - Parameter model: A statement that gives back the model's id; without a row of it the insertion fails, for
    ///   want of a `model_id`.
    static func insertion(
        of registered: RegisteredVersion,
        _ found: FoundSource,
        into model: SQL,
        _ effect: Effect
    ) -> [SQL] {
        let version = registered.version
        var statements: [SQL] = [
            """
            WITH held AS (\(model))
            INSERT INTO model_versions (id, model_id, number, lifecycle, description, source, storage_location, run_id,
                logged_model_id, run_link, files_kind, files_owner, file_count, size_bytes, created_at, created_by, updated_at)
            VALUES (\(version.id), (SELECT id FROM held), \(version.number), \(version.lifecycle), \(version.description),
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

package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresGovernanceStore {
    package func importModel(
        _ imported: ModelImport,
        under grant: borrowing Grant
    ) async throws -> Recorded<ModelOrigin> {
        let effect = Effect(grant)
        let thing = Model.thing(imported.draft.name)
        return try await ledger.record(thing, under: grant) { connection in
            let id = ModelID.new(at: effect.grantedAt)
            try await Self.insertModel(imported, id, effect, on: connection)
            for version in imported.versions {
                try await Self.insert(version, of: id, effect, on: connection)
            }
            if let card = imported.card { try await Self.insert(card, of: id, nil, effect, on: connection) }
            try await Self.insertClaims(imported, id, effect, on: connection)
            let row = try await connection.queryOne("\(ModelOrigin.selection) WHERE i.model_id = \(id)")
            guard let row else { throw StoreFault.notFound(what: thing) }
            let origin = try ModelOrigin(row)
            let subject = ChangedSubject(
                id: id.description,
                name: imported.draft.name.text,
                digest: imported.manifestDigest
            )
            let details: [String: JSONValue] = [
                "origin_name": .string(imported.originName.text),
                "version_count": .string(String(imported.versions.count)),
                "claim_count": .string(String(imported.claims.count)),
            ]
            return try Change(origin, subject, details: details)
        }
    }

    private static func insertModel(
        _ imported: ModelImport,
        _ id: ModelID,
        _ effect: Effect,
        on connection: PostgresConnection
    ) async throws {
        let (draft, now) = (imported.draft, effect.grantedAt)
        let versionCount = imported.versions.map(\.number).max() ?? 0
        _ = try await connection.execute(
            """
            INSERT INTO models (id, name, owner_team_id, accountable_id, purpose, risk_class, description,
                intended_use, restrictions, version_count, created_at, created_by, updated_at)
            VALUES (\(id), \(draft.name), \(draft.ownerTeamID), \(draft.accountableID), \(draft.purpose),
                \(draft.riskClass), \(draft.description), \(draft.intendedUse), \(draft.restrictions),
                \(versionCount), \(now), \(effect.actor.principalID), \(now))
            """
        )
    }

    /// A draft first, sealed when its files are named: a sealed version takes none.
    private static func insert(
        _ version: ModelImport.Version,
        of model: ModelID,
        _ effect: Effect,
        on connection: PostgresConnection
    ) async throws {
        let (id, now) = (ModelVersionID.new(at: effect.grantedAt), effect.grantedAt)
        let lifecycle: Lifecycle = version.manifestDigest == nil ? .draft : .candidate
        _ = try await connection.pipeline([
            """
            INSERT INTO model_versions (id, model_id, number, description, file_count, size_bytes, lifecycle,
                created_at, created_by, updated_at)
            VALUES (\(id), \(model), \(version.number), \(version.description), \(version.files.count),
                \(version.files.reduce(0) { $0 + $1.sizeBytes }), \(lifecycle), \(now),
                \(effect.actor.principalID), \(now))
            """,
            LifecycleStatements.note(id, from: nil, to: lifecycle, effect),
        ])
        try await PostgresCatalogStore.recordContents(version.files, on: connection)
        let (paths, digests) = (version.files.map(\.path.text), version.files.map(\.digest))
        _ = try await connection.pipeline([
            """
            INSERT INTO version_files (version_id, path, digest, created_at)
            SELECT \(id), path, digest, \(now) FROM unnest(\(paths), \(digests)) AS given (path, digest)
            """,
            """
            UPDATE model_versions SET state = 'sealed', manifest_digest = \(optional: version.manifestDigest),
                sealed_at = \(now)
            WHERE id = \(id) AND \(version.manifestDigest != nil)
            """,
        ])
        if let card = version.card { try await insert(card, of: model, id, effect, on: connection) }
    }

    private static func insert(
        _ card: CardDocument,
        of model: ModelID,
        _ version: ModelVersionID?,
        _ effect: Effect,
        on connection: PostgresConnection
    ) async throws {
        let subject = PostgresUUID(bytes: version?.bytes ?? model.bytes)
        _ = try await connection.execute(
            """
            INSERT INTO model_cards (subject_id, revision, model_id, version_id, document, digest, filled_fields,
                written_at, written_by)
            VALUES (\(subject), 1, \(model), \(optional: version),
                \(String(decoding: try card.canonicalBytes, as: UTF8.self)), \(try card.digest),
                \(card.filledFields), \(effect.grantedAt), \(effect.actor.principalID))
            """
        )
    }

    private static func insertClaims(
        _ imported: ModelImport,
        _ id: ModelID,
        _ effect: Effect,
        on connection: PostgresConnection
    ) async throws {
        let (claims, now) = (imported.claims, effect.grantedAt)
        let (paths, digests, sizes) = (claims.map(\.path), claims.map(\.digest), claims.map(\.sizeBytes))
        _ = try await connection.pipeline([
            """
            INSERT INTO contents (digest, size_bytes, created_at)
            SELECT DISTINCT ON (digest) digest, size_bytes, \(now)
            FROM unnest(\(digests), \(sizes)) AS given (digest, size_bytes)
            ORDER BY digest ON CONFLICT DO NOTHING
            """,
            """
            INSERT INTO model_imports (model_id, origin_name, manifest_digest, imported_at, imported_by)
            VALUES (\(id), \(imported.originName), \(imported.manifestDigest), \(now), \(effect.actor.principalID))
            """,
            """
            INSERT INTO model_import_members (model_id, path, digest)
            SELECT \(id), path, digest FROM unnest(\(paths), \(digests)) AS given (path, digest)
            """,
        ])
    }

    package func origin(of model: ResourceName) async throws -> ModelOrigin? {
        try await queries.row(
            "\(ModelOrigin.selection) WHERE m.name = \(model) AND m.deleted_at IS NULL",
            ModelOrigin.init
        )
    }

    package func originMembers(of model: ResourceName) async throws -> [ArchiveMember] {
        let rows = try await queries.rows(
            """
            SELECT n.path, n.digest, c.size_bytes FROM model_import_members n
            JOIN contents c ON c.digest = n.digest JOIN models m ON m.id = n.model_id
            WHERE m.name = \(model) AND m.deleted_at IS NULL ORDER BY n.path COLLATE "C" LIMIT \(Self.claimsMax)
            """
        )
        return try rows.map { row in
            ArchiveMember(
                path: try row.decode("path"),
                digest: try row.decode("digest"),
                sizeBytes: try row.decode("size_bytes")
            )
        }
    }
}

extension ModelOrigin {
    /// All that an origin is read from; a `WHERE` on `i` and `m` follows.
    fileprivate static let selection: SQL = """
        SELECT i.model_id, m.name AS model_name, i.origin_name, i.manifest_digest, m.version_count,
            (SELECT count(*) FROM model_import_members n WHERE n.model_id = i.model_id) AS claim_count,
            i.imported_at, i.imported_by
        FROM model_imports i JOIN models m ON m.id = i.model_id
        """

    fileprivate init(_ row: PostgresRow) throws {
        self.init(
            modelID: try row.decode("model_id"),
            modelName: try row.decode("model_name"),
            originName: try row.decode("origin_name"),
            manifestDigest: try row.decode("manifest_digest"),
            versionCount: try row.decode("version_count"),
            claimCount: try row.decode("claim_count"),
            importedAt: try row.decode("imported_at"),
            importedBy: try row.decode("imported_by")
        )
    }
}

package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresRegistryStore {
    package func describeVersion(
        _ number: Int,
        of name: ResourceName,
        description: String,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegisteredVersion> {
        let now = grant.grantedAt
        let thing = ModelVersion.thing(number, of: name)
        return try await ledger.record(thing, under: grant) { connection in
            let before = try await Self.lock(number, of: name, on: connection)
            try ExpectedRevision(revision).check(before.version.revision, of: thing)
            let after = try await Self.update(
                before.version.id,
                """
                UPDATE model_versions SET description = \(description), updated_at = greatest(updated_at, \(now)),
                    revision = revision + 1
                WHERE id = \(before.version.id)
                """,
                on: connection
            )
            return try Change(
                after,
                after.version.subject,
                before: before,
                details: after.version.auditDetails
            )
        }
    }

    package func deleteVersion(
        _ number: Int,
        of name: ResourceName,
        expecting revision: Int64?,
        mayEndPromotions: Bool,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegisteredVersion> {
        let effect = Effect(grant)
        let thing = ModelVersion.thing(number, of: name)
        return try await ledger.record(thing, under: grant) { connection in
            let before = try await Self.lock(number, of: name, on: connection)
            let version = before.version
            try ExpectedRevision(revision).check(version.revision, of: thing)
            if version.lifecycle.isPromoted, !mayEndPromotions {
                throw StoreFault.conflict(detail: "\(thing) answers requests. Take it out of use first.")
            }
            try await StandingDeployments.refuse(
                where: "x.model_version_id = \(version.id)",
                on: connection
            )
            var statements: [SQL] = [
                """
                UPDATE model_versions SET deleted_at = \(effect.grantedAt), lifecycle = 'retired',
                    updated_at = greatest(updated_at, \(effect.grantedAt)), revision = revision + 1
                WHERE id = \(version.id)
                """,
                Self.touch(version.modelID, at: effect.grantedAt),
                AliasStatements.removeAll(where: "a.version_id = \(version.id)", effect),
            ]
            if version.lifecycle != .retired {
                statements.append(
                    LifecycleStatements.note(version.id, from: version.lifecycle, to: .retired, effect)
                )
            }
            let after = try await Self.update(version.id, statements, on: connection)
            var details = after.version.auditDetails
            details["removed_aliases"] = .string(String(before.aliases.count))
            return try Change(after, after.version.subject, before: before, details: details)
        }
    }

    package func setTag(
        _ tag: RegistryTag,
        ofVersion number: Int,
        of name: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegistryTag> {
        try await ledger.record(ModelVersion.thing(number, of: name), under: grant) { connection in
            let version = try await PostgresCatalogStore.lockVersion(number, of: name, on: connection)
            _ = try await connection.execute(
                """
                INSERT INTO version_tags (version_id, key, value) VALUES (\(version.id), \(tag.key), \(tag.value))
                ON CONFLICT (version_id, key) DO UPDATE SET value = excluded.value
                """
            )
            return try Change(
                tag,
                version.subject,
                details: ["tag": .string(tag.key)],
                notices: [.tagSet(tag, of: version)]
            )
        }
    }

    package func deleteTag(
        _ key: String,
        ofVersion number: Int,
        of name: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegistryTag?> {
        try await ledger.record(ModelVersion.thing(number, of: name), under: grant) { connection in
            let version = try await PostgresCatalogStore.lockVersion(number, of: name, on: connection)
            let gone = try await connection.queryOne(
                "DELETE FROM version_tags WHERE version_id = \(version.id) AND key = \(key) RETURNING value"
            )
            let tag = try gone.map { RegistryTag(storedKey: key, value: try $0.decode("value")) }
            return try Change(
                tag,
                version.subject,
                details: ["removed_tag": .string(key), "found": .string(tag == nil ? "no" : "yes")],
                notices: tag == nil ? [] : [.tagDeleted(key, of: version)]
            )
        }
    }
}

extension PostgresRegistryStore {
    /// Locks the model first and the version then, as all who write both do.
    static func lock(
        _ number: Int,
        of name: ResourceName,
        on connection: PostgresConnection
    ) async throws -> RegisteredVersion {
        let answers = try await connection.pipeline([
            "SELECT FROM models m WHERE \(ModelReference.name(name).condition) FOR UPDATE",
            """
            SELECT FROM model_versions v JOIN models m ON m.id = v.model_id
            WHERE \(ModelReference.name(name).condition) AND v.number = \(number) FOR UPDATE OF v
            """,
            versionQuery(number, of: name),
        ])
        guard let row = answers.last?.first else {
            throw StoreFault.notFound(what: ModelVersion.thing(number, of: name))
        }
        return try RegisteredVersion(row)
    }

    static func update(
        _ id: ModelVersionID,
        _ statements: SQL...,
        on connection: PostgresConnection
    ) async throws -> RegisteredVersion {
        try await update(id, statements, on: connection)
    }

    /// Runs the statements and gives back the version as it is then.
    static func update(
        _ id: ModelVersionID,
        _ statements: [SQL],
        on connection: PostgresConnection
    ) async throws -> RegisteredVersion {
        let answers = try await connection.pipeline(
            statements + ["\(RegisteredVersion.selection) WHERE v.id = \(id)"]
        )
        guard let row = answers.last?.first else { throw StoreFault.notFound(what: "The version") }
        return try RegisteredVersion(row)
    }

    /// A model counts as changed when one of its versions comes, goes or takes a step.
    static func touch(_ model: ModelID, at now: Instant) -> SQL {
        "UPDATE models SET updated_at = greatest(updated_at, \(now)) WHERE id = \(model)"
    }
}

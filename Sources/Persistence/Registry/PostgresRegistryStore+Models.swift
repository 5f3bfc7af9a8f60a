package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresRegistryStore {
    package func renameModel(
        _ name: ResourceName,
        to newName: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<Model> {
        let effect = Effect(grant)
        return try await ledger.record(Model.thing(newName), under: grant) { connection in
            let before = try await PostgresCatalogStore.lockModel(name, on: connection)
            let answers = try await connection.pipeline([
                """
                UPDATE models SET name = \(newName), updated_at = greatest(updated_at, \(effect.grantedAt)),
                    revision = revision + 1
                WHERE id = \(before.id)
                """,
                """
                INSERT INTO name_changes (model_id, effect_id, from_name, to_name, reason, changed_at, changed_by)
                VALUES (\(before.id), \(effect.id), \(name), \(newName), \(optional: effect.request.reason),
                    \(effect.grantedAt), \(effect.actor.principalID))
                """,
                "\(Model.selection) WHERE m.id = \(before.id)",
            ])
            guard let after = try answers.last?.first.map(Model.init) else {
                throw StoreFault.notFound(what: Model.thing(name))
            }
            return try Change(
                after,
                after.subject,
                before: before,
                details: after.auditDetails.merging(["former_name": .string(name.text)]) { $1 }
            )
        }
    }

    package func deleteModel(
        _ name: ResourceName,
        expecting revision: Int64?,
        mayEndPromotions: Bool,
        under grant: borrowing Grant
    ) async throws -> Recorded<Model> {
        let effect = Effect(grant)
        return try await ledger.record(Model.thing(name), under: grant) { connection in
            let before = try await PostgresCatalogStore.lockModel(name, on: connection)
            try ExpectedRevision(revision).check(before.revision, of: Model.thing(name))
            if !mayEndPromotions { try await Self.refusePromoted(of: before, on: connection) }
            try await StandingDeployments.refuse(where: "x.model_id = \(before.id)", on: connection)
            let answers = try await connection.pipeline([
                """
                UPDATE models SET deleted_at = \(effect.grantedAt), revision = revision + 1,
                    updated_at = greatest(updated_at, \(effect.grantedAt))
                WHERE id = \(before.id)
                """,
                AliasStatements.removeAll(where: "a.model_id = \(before.id)", effect),
                "\(Model.selection) WHERE m.id = \(before.id)",
            ])
            guard let after = try answers.last?.first.map(Model.init) else {
                throw StoreFault.notFound(what: Model.thing(name))
            }
            return try Change(
                after,
                after.subject,
                before: before,
                details: after.auditDetails.merging(["version_count": .string(String(after.versionCount))]) {
                    $1
                }
            )
        }
    }

    /// Something became promoted after the promotion gate had been asked about nothing.
    private static func refusePromoted(of model: Model, on connection: PostgresConnection) async throws {
        let promoted = Lifecycle.allCases.filter(\.isPromoted).map(\.rawValue)
        let row = try await connection.queryOne(
            """
            SELECT number FROM model_versions WHERE model_id = \(model.id) AND lifecycle = ANY (\(promoted))
                AND deleted_at IS NULL ORDER BY number LIMIT 1
            """
        )
        guard let number = try row?.decode("number", as: Int.self) else { return }
        throw StoreFault.conflict(
            detail:
                "\(ModelVersion.thing(number, of: model.name)) answers requests. Take it out of use first."
        )
    }

    package func setTag(
        _ tag: RegistryTag,
        of name: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegistryTag> {
        try await ledger.record(Model.thing(name), under: grant) { connection in
            let model = try await PostgresCatalogStore.lockModel(name, on: connection)
            _ = try await connection.execute(
                """
                INSERT INTO model_tags (model_id, key, value) VALUES (\(model.id), \(tag.key), \(tag.value))
                ON CONFLICT (model_id, key) DO UPDATE SET value = excluded.value
                """
            )
            return try Change(
                tag,
                model.subject,
                details: ["tag": .string(tag.key)],
                notices: [.tagSet(tag, of: model)]
            )
        }
    }

    package func deleteTag(
        _ key: String,
        of name: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegistryTag?> {
        try await ledger.record(Model.thing(name), under: grant) { connection in
            let model = try await PostgresCatalogStore.lockModel(name, on: connection)
            let gone = try await connection.queryOne(
                "DELETE FROM model_tags WHERE model_id = \(model.id) AND key = \(key) RETURNING value"
            )
            let tag = try gone.map { RegistryTag(storedKey: key, value: try $0.decode("value")) }
            return try Change(
                tag,
                model.subject,
                details: ["removed_tag": .string(key), "found": .string(tag == nil ? "no" : "yes")],
                notices: tag == nil ? [] : [.tagDeleted(key, of: model)]
            )
        }
    }

    package func moveAlias(
        _ alias: AliasName,
        of name: ResourceName,
        to number: Int?,
        under grant: borrowing Grant
    ) async throws -> Recorded<AliasMove> {
        let effect = Effect(grant)
        return try await ledger.record("Alias \"\(alias)\" of model \"\(name)\"", under: grant) {
            connection in
            // The model's lock keeps the version from being deleted meanwhile.
            let model = try await PostgresCatalogStore.lockModel(name, on: connection)
            let answers = try await connection.pipeline([
                """
                SELECT v.id, v.number FROM model_aliases a JOIN model_versions v ON v.id = a.version_id
                WHERE a.model_id = \(model.id) AND a.alias = \(alias.text)
                """,
                """
                SELECT v.id FROM model_versions v
                WHERE v.model_id = \(model.id) AND v.number = \(number ?? 0) AND v.deleted_at IS NULL
                """,
            ])
            let held = answers[0].first
            let target = try answers[1].first?.decode("id", as: ModelVersionID.self)
            if let number, target == nil {
                throw StoreFault.notFound(what: ModelVersion.thing(number, of: name))
            }
            let origin = try held?.decode("id", as: ModelVersionID.self)
            let move = AliasMove(alias: alias.text, from: try held?.decode("number"), to: number)
            _ = try await connection.pipeline([
                Self.write(alias, of: model.id, target, effect),
                AliasStatements.note(alias.text, of: model.id, from: origin, to: target, effect),
            ])
            var subject = model.subject
            subject.version = (move.to ?? move.from).map(String.init)
            let notices = move.from == nil && move.to == nil ? [] : [WebhookNotice.moved(move, of: model)]
            return try Change(move, subject, details: move.auditDetails, notices: notices)
        }
    }

    private static func write(
        _ alias: AliasName,
        of model: ModelID,
        _ target: ModelVersionID?,
        _ effect: Effect
    ) -> SQL {
        guard let target else {
            return "DELETE FROM model_aliases WHERE model_id = \(model) AND alias = \(alias.text)"
        }
        return """
            INSERT INTO model_aliases (model_id, alias, version_id, set_at, set_by)
            VALUES (\(model), \(alias.text), \(target), \(effect.grantedAt), \(effect.actor.principalID))
            ON CONFLICT (model_id, alias) DO UPDATE SET version_id = excluded.version_id, set_at = excluded.set_at,
                set_by = excluded.set_by
            """
    }
}

extension AliasMove {
    fileprivate var auditDetails: [String: JSONValue] {
        [
            "alias": .string(alias), "from_version": .string(from.map(String.init) ?? ""),
            "to_version": .string(to.map(String.init) ?? ""),
        ]
    }
}

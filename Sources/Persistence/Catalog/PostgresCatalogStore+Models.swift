package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresCatalogStore {
    package func model(_ reference: ModelReference) async throws -> Model? {
        try await queries.row("\(Model.selection) WHERE \(reference.condition)", Model.init)
    }

    package func models(matching search: ModelSearch, page: PageRequest) async throws -> Page<Model> {
        let after = ModelPosition(page.after)
        let rows = try await queries.rows(
            """
            \(Model.selection)
            WHERE \(try search.condition()) AND \(after.condition)
            ORDER BY m.name, m.id LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: { ModelPosition($0).text }, Model.init)
    }

    /// One round trip when the draft says what its owners are called.
    package func createModel(_ draft: ModelDraft, under grant: borrowing Grant) async throws -> Recorded<
        Model
    > {
        let id = ModelID.new(at: grant.grantedAt)
        let effect = Effect(grant)
        let thing = Model.thing(draft.name)
        let statements = Self.insertion(of: draft, as: id, effect)
        if let names = draft.ownerNames {
            let model = Model(id, draft, names, effect)
            return try await ledger.record(
                thing,
                under: grant,
                try Self.creation(model, draft),
                by: statements
            )
        }
        return try await ledger.record(thing, under: grant) { connection in
            let answers = try await connection.pipeline(
                statements + ["\(Model.selection) WHERE m.id = \(id)"]
            )
            guard let model = try answers.last?.first.map(Model.init) else {
                throw StoreFault.notFound(what: thing)
            }
            return try Self.creation(model, draft)
        }
    }

    private static func insertion(of draft: ModelDraft, as id: ModelID, _ effect: Effect) -> [SQL] {
        let insert: SQL = """
            INSERT INTO models (id, name, owner_team_id, accountable_id, purpose, risk_class, description,
                intended_use, restrictions, created_at, created_by, updated_at)
            VALUES (\(id), \(draft.name), \(draft.ownerTeamID), \(draft.accountableID), \(draft.purpose),
                \(draft.riskClass), \(draft.description), \(draft.intendedUse), \(draft.restrictions),
                \(effect.grantedAt), \(effect.actor.principalID), \(effect.grantedAt))
            """
        guard !draft.tags.isEmpty else { return [insert] }
        let tags = RegistryTag.merged(draft.tags)
        return [
            insert,
            """
            INSERT INTO model_tags (model_id, key, value)
            SELECT \(id), * FROM unnest(\(tags.map(\.key)), \(tags.map(\.value)))
            """,
        ]
    }

    private static func creation(_ model: Model, _ draft: ModelDraft) throws -> Change<Model> {
        var details = model.auditDetails
        if !draft.tags.isEmpty { details["tag_count"] = .string(String(draft.tags.count)) }
        let notice = WebhookNotice.created(model, tags: RegistryTag.merged(draft.tags))
        return try Change(model, model.subject, details: details, notices: [notice])
    }

    package func updateModel(
        named name: ResourceName,
        _ changes: ModelChanges,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<Model> {
        let now = grant.grantedAt
        let effect = Effect(grant)
        return try await ledger.record(Model.thing(name), under: grant) { connection in
            let before = try await Self.lockModel(name, on: connection)
            try ExpectedRevision(revision).check(before.revision, of: Model.thing(name))
            var statements: [SQL] = [
                """
                UPDATE models SET owner_team_id = \(changes.ownerTeamID ?? before.ownerTeamID),
                    accountable_id = \(changes.accountableID ?? before.accountableID),
                    purpose = \(changes.purpose ?? before.purpose),
                    risk_class = \(changes.riskClass ?? before.riskClass),
                    description = \(changes.description ?? before.description),
                    intended_use = \(changes.intendedUse ?? before.intendedUse),
                    restrictions = \(changes.restrictions ?? before.restrictions),
                    updated_at = greatest(updated_at, \(now)), revision = revision + 1
                WHERE id = \(before.id)
                """
            ]
            if let change = OwnershipStatements.change(changes, of: before, effect) {
                statements.append(change)
            }
            statements.append("\(Model.selection) WHERE m.id = \(before.id)")
            guard let after = try await connection.pipeline(statements).last?.first.map(Model.init) else {
                throw StoreFault.notFound(what: Model.thing(name))
            }
            return try Change(after, after.subject, before: before, details: after.auditDetails)
        }
    }

    /// Locks first and reads then: what the lock waited for is seen.
    static func lockModel(_ name: ResourceName, on connection: PostgresConnection) async throws
        -> Model
    {
        let answers = try await connection.pipeline([
            "SELECT FROM models m WHERE \(ModelReference.name(name).condition) FOR UPDATE",
            "\(Model.selection) WHERE \(ModelReference.name(name).condition)",
        ])
        guard let row = answers.last?.first else { throw StoreFault.notFound(what: Model.thing(name)) }
        return try Model(row)
    }
}

extension Model {
    /// What the draft is once it is stored.
    fileprivate init(
        _ id: ModelID,
        _ draft: ModelDraft,
        _ names: ModelDraft.OwnerNames,
        _ effect: Effect
    ) {
        self.init(
            id: id,
            name: draft.name,
            ownerTeamID: draft.ownerTeamID,
            ownerTeamName: names.team,
            accountableID: draft.accountableID,
            accountableName: names.accountable,
            purpose: draft.purpose,
            riskClass: draft.riskClass,
            description: draft.description,
            intendedUse: draft.intendedUse,
            restrictions: draft.restrictions,
            versionCount: 0,
            createdAt: effect.grantedAt,
            createdBy: effect.actor.principalID,
            updatedAt: effect.grantedAt,
            deletedAt: nil,
            revision: 1
        )
    }
}

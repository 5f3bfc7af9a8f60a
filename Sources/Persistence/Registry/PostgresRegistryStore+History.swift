package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresRegistryStore {
    package func tags(of model: ModelReference) async throws -> [RegistryTag] {
        let rows = try await queries.rows(
            """
            SELECT t.key, t.value FROM model_tags t JOIN models m ON m.id = t.model_id WHERE \(model.condition)
            ORDER BY t.key LIMIT \(Self.tagsMax)
            """
        )
        return try rows.map { RegistryTag(storedKey: try $0.decode("key"), value: try $0.decode("value")) }
    }

    package func tags(ofVersion number: Int, of model: ModelReference) async throws -> [RegistryTag] {
        let rows = try await queries.rows(
            """
            SELECT t.key, t.value FROM version_tags t JOIN model_versions v ON v.id = t.version_id
                JOIN models m ON m.id = v.model_id
            WHERE \(model.condition) AND v.number = \(number) ORDER BY t.key LIMIT \(Self.tagsMax)
            """
        )
        return try rows.map { RegistryTag(storedKey: try $0.decode("key"), value: try $0.decode("value")) }
    }

    package func aliases(of model: ModelReference) async throws -> [RegisteredModel.Alias] {
        let rows = try await queries.rows(
            """
            SELECT a.alias, v.number FROM model_aliases a JOIN model_versions v ON v.id = a.version_id
                JOIN models m ON m.id = a.model_id
            WHERE \(model.condition) ORDER BY a.alias LIMIT \(Self.aliasesMax)
            """
        )
        return try rows.map {
            RegisteredModel.Alias(name: try $0.decode("alias"), version: try $0.decode("number"))
        }
    }

    /// The most tags and aliases that one answer holds.
    private static let tagsMax = 10_000
    private static let aliasesMax = 10_000

    package func lifecycleHistory(
        ofVersion number: Int,
        of model: ModelReference,
        page: PageRequest
    ) async throws -> Page<HistoryEntry<LifecycleStep>> {
        try await history(
            columns: "h.from_lifecycle, h.to_lifecycle",
            from: """
                lifecycle_changes h JOIN model_versions v ON v.id = h.version_id JOIN models m ON m.id = v.model_id
                """,
            where: "\(model.condition) AND v.number = \(number)",
            page
        ) { row in
            LifecycleStep(from: try row.decode("from_lifecycle"), to: try row.decode("to_lifecycle"))
        }
    }

    package func aliasHistory(
        of model: ModelReference,
        page: PageRequest
    ) async throws -> Page<HistoryEntry<AliasMove>> {
        try await history(
            columns: "h.alias, old.number AS from_number, new.number AS to_number",
            from: """
                alias_changes h JOIN models m ON m.id = h.model_id
                    LEFT JOIN model_versions old ON old.id = h.from_version_id
                    LEFT JOIN model_versions new ON new.id = h.to_version_id
                """,
            where: model.condition,
            page
        ) { row in
            AliasMove(
                alias: try row.decode("alias"),
                from: try row.decode("from_number"),
                to: try row.decode("to_number")
            )
        }
    }

    package func ownershipHistory(
        of model: ModelReference,
        page: PageRequest
    ) async throws -> Page<HistoryEntry<OwnershipTransfer>> {
        try await history(
            columns: """
                old_team.name AS from_team, new_team.name AS to_team, old_person.display_name AS from_person,
                    new_person.display_name AS to_person
                """,
            from: """
                ownership_changes h JOIN models m ON m.id = h.model_id
                    JOIN groups old_team ON old_team.id = h.from_team_id
                    JOIN groups new_team ON new_team.id = h.to_team_id
                    JOIN principals old_person ON old_person.id = h.from_accountable_id
                    JOIN principals new_person ON new_person.id = h.to_accountable_id
                """,
            where: model.condition,
            page
        ) { row in
            OwnershipTransfer(
                fromTeam: try row.decode("from_team"),
                toTeam: try row.decode("to_team"),
                fromAccountable: try row.decode("from_person"),
                toAccountable: try row.decode("to_person")
            )
        }
    }

    package func nameHistory(
        of model: ModelReference,
        page: PageRequest
    ) async throws -> Page<HistoryEntry<NameChange>> {
        try await history(
            columns: "h.model_id, h.from_name, h.to_name",
            from: "name_changes h JOIN models m ON m.id = h.model_id",
            where: model.condition,
            page
        ) { row in
            NameChange(
                modelID: try row.decode("model_id"),
                from: try row.decode("from_name"),
                to: try row.decode("to_name")
            )
        }
    }

    /// A page of a history, newest first.
    private func history<Event: Hashable & Sendable & Codable>(
        columns: SQL,
        from tables: SQL,
        where condition: SQL,
        _ page: PageRequest,
        _ event: (PostgresRow) throws -> Event
    ) async throws -> Page<HistoryEntry<Event>> {
        let rows = try await queries.rows(
            try Self.historyStatement(columns: columns, from: tables, where: condition, page)
        )
        let entries = try rows.prefix(page.size).map { row in
            HistoryEntry(
                effectID: try row.decode("effect_id"),
                event: try event(row),
                reason: try row.decode("reason"),
                changedAt: try row.decode("changed_at"),
                changedBy: try row.decode("changed_by"),
                changedByName: try row.decode("maker_name")
            )
        }
        guard rows.count > page.size, let last = entries.indices.last else {
            return Page(items: entries, next: nil)
        }
        return Page(items: entries, next: String(try rows[last].decode("position", as: Int64.self)))
    }

    static func historyStatement(
        columns: SQL,
        from tables: SQL,
        where condition: SQL,
        _ page: PageRequest
    ) throws -> SQL {
        let before = try page.afterNumber().map(Int64.init)
        return """
            SELECT h.position, h.effect_id, h.reason, h.changed_at, h.changed_by, maker.display_name AS maker_name,
                \(columns)
            FROM \(tables) JOIN principals maker ON maker.id = h.changed_by
            WHERE \(condition) AND (\(optional: before) IS NULL OR h.position < \(optional: before))
            ORDER BY h.position DESC LIMIT \(page.rowLimit)
            """
    }
}

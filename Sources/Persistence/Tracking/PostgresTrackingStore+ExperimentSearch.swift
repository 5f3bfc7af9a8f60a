package import Access
package import Catalog
import PostgresClient

extension PostgresTrackingStore {
    package func experiments(
        _ search: ExperimentSearch,
        page: SearchPageRequest
    ) async throws -> Page<Experiment> {
        let query = PageQuery(
            name: "experiments \(search)",
            keyset: Self.keyset(search.order),
            source: "experiments e",
            identity: "e.id",
            conditions: [.lifecycle(search.view, "e.deleted_at")] + search.clauses.map(Self.condition),
            columns: Experiment.columns,
            rows: "JOIN experiments e ON e.id = chosen.chosen_id CROSS JOIN \(Experiment.tagsOf)"
        )
        return try await query.run(page, on: queries, Experiment.init)
    }

    private static func keyset(_ order: [SearchOrder]) -> SearchKeyset {
        var criteria: [SearchKeyset.Criterion] = order.compactMap { one in
            switch one.key {
            case "name": .init("e.name", .text, isDescending: one.isDescending)
            case "creation_time": .init("e.created_at", .instant, isDescending: one.isDescending)
            case "last_update_time": .init("e.updated_at", .instant, isDescending: one.isDescending)
            case "experiment_id": .init("e.id", .integer, isDescending: one.isDescending)
            default: nil
            }
        }
        if criteria.isEmpty { criteria = [.init("e.created_at", .instant, isDescending: true)] }
        if !order.contains(where: { $0.key == "experiment_id" }) {
            criteria.append(.init("e.id", .integer, isDescending: true))
        }
        return SearchKeyset(criteria)
    }

    private static func condition(_ clause: SearchClause) -> SQL {
        switch (clause.entity, clause.key) {
        case (.attribute, "name"): clause.condition(onText: "e.name")
        case (.attribute, "experiment_id"): clause.condition(onText: "e.id::text")
        case (.attribute, "creation_time"): clause.condition(onInteger: .milliseconds("e.created_at"))
        case (.attribute, "last_update_time"): clause.condition(onInteger: .milliseconds("e.updated_at"))
        case (.tag, _):
            clause.condition(
                inTable: "experiment_tags t",
                joined: "t.experiment_id = e.id",
                name: "t.key",
                compare: { $0.condition(onText: "t.value") }
            )
        default: "false"
        }
    }
}

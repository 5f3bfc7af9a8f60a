package import Catalog
import Identifiers
import PostgresClient

extension PostgresEvaluationStore {
    package func search(_ search: EvaluationSearch) async throws -> SearchPage<EvaluationDataset> {
        let keyset = Self.keyset(search.order)
        let conditions = search.clauses.map(Self.condition).reduce("true" as SQL) { "\($0) AND \($1)" }
        let experiments = search.experiments.map(\.number)
        let rows = try await queries.rows(
            """
            SELECT \(EvaluationDataset.columns) FROM evaluation_datasets d
            WHERE d.deleted_at IS NULL AND (\(experiments.isEmpty) OR EXISTS (
                SELECT FROM evaluation_dataset_experiments e
                WHERE e.dataset_id = d.id AND e.experiment_id = ANY (\(experiments))))
                AND \(conditions) AND \(try keyset.after(search.after))
            ORDER BY \(keyset.orderBy) LIMIT \(Int64(search.limit + 1))
            """
        )
        let items = try rows.prefix(search.limit).map(EvaluationDataset.init)
        let last = rows.count > search.limit ? items.last : nil
        return SearchPage(items: items, next: last.map { Self.keys(of: $0, search.order) })
    }

    /// The newest first unless said otherwise; the id makes the order whole.
    private static func keyset(_ order: [SearchOrder]) -> SearchKeyset {
        var criteria = order.map { order -> SearchKeyset.Criterion in
            switch order.key {
            case "name": .init("d.name", .text, isDescending: order.isDescending)
            case "created_time": .init("d.created_at", .instant, isDescending: order.isDescending)
            default: .init("d.updated_at", .instant, isDescending: order.isDescending)
            }
        }
        if order.isEmpty { criteria.append(.init("d.created_at", .instant, isDescending: true)) }
        criteria.append(.init("d.id::text", .text, isDescending: order.isEmpty))
        return SearchKeyset(criteria)
    }

    private static func keys(of dataset: EvaluationDataset, _ order: [SearchOrder]) -> [SearchPageToken.Key] {
        let keys = order.map { order -> SearchPageToken.Key in
            switch order.key {
            case "name": .text(dataset.name)
            case "created_time": .integer(dataset.createdAt.microseconds)
            default: .integer(dataset.updatedAt.microseconds)
            }
        }
        let first = order.isEmpty ? [SearchPageToken.Key.integer(dataset.createdAt.microseconds)] : keys
        return first + [.text("\(dataset.id)")]
    }

    private static func condition(_ clause: SearchClause) -> SQL {
        switch (clause.entity, clause.key) {
        case (.tag, let key): clause.condition(onText: "(d.tags ->> \(key))")
        case (_, "name"): clause.condition(onText: "d.name")
        case (_, "digest"): clause.condition(onText: "d.digest")
        case (_, "created_by"): clause.condition(onText: "d.user_claim")
        case (_, "created_time"): clause.condition(onInteger: milliseconds("d.created_at"))
        default: clause.condition(onInteger: milliseconds("d.updated_at"))
        }
    }

    private static func milliseconds(_ column: SQL) -> SQL {
        "floor(extract(epoch FROM \(column)) * 1000)::bigint"
    }
}

package import Access
package import Catalog
import PostgresClient

extension PostgresTrackingStore {
    package func loggedModels(
        _ search: LoggedModelSearch,
        page: SearchPageRequest
    ) async throws -> Page<LoggedModel> {
        let order = LoggedModelOrder(search.order)
        var conditions: [SQL] = [.among(search.experimentIDs, "m.experiment_id"), "m.deleted_at IS NULL"]
        conditions += search.clauses.map { LoggedModelCondition(datasets: search.datasets).of($0) }
        if !search.datasets.isEmpty, !search.clauses.contains(where: { $0.entity == .metric }) {
            conditions.append(LoggedModelCondition(datasets: search.datasets).anyMetric)
        }
        let query = PageQuery(
            name: "logged models \(search)",
            keyset: order.keyset,
            source: "logged_models m \(order.joins)",
            identity: "m.id",
            conditions: conditions,
            columns: LoggedModel.columns,
            rows: """
                JOIN logged_models m ON m.id = chosen.chosen_id JOIN experiments e ON e.id = m.experiment_id
                \(LoggedModel.contents)
                """
        )
        return try await query.run(page, on: queries, LoggedModel.init)
    }
}

/// The order of a search for logged models, with the metrics it needs.
private struct LoggedModelOrder {
    private(set) var joins: SQL = ""
    private var criteria: [SearchKeyset.Criterion] = []

    init(_ order: [LoggedModelSearch.Order]) {
        for (index, one) in order.enumerated() { add(one, table: "o\(index)") }
        let keys = order.map(\.order).filter { $0.entity == .attribute }.map(\.key)
        if !keys.contains("creation_timestamp") {
            criteria.append(.init("m.created_at", .instant, isDescending: true))
        }
        if !keys.contains("model_id") { criteria.append(.init("m.id", .uuid, isDescending: true)) }
    }

    var keyset: SearchKeyset { SearchKeyset(criteria) }

    private mutating func add(_ asked: LoggedModelSearch.Order, table: String) {
        let order = asked.order
        if order.entity == .metric {
            join(asked, as: table)
            let value: SQL = "\(raw: table).value"
            criteria.append(
                .init(
                    "(CASE WHEN \(value) IS NULL THEN 2 WHEN \(value) = 'NaN' THEN 1 ELSE 0 END)::bigint",
                    .integer
                )
            )
            append("nullif(\(value), 'NaN')", .double, order, isNullable: true)
            return
        }
        switch order.key {
        case "name": append("m.name", .text, order)
        case "model_id": append("m.id", .uuid, order)
        case "model_type": append("m.model_type", .text, order)
        case "status": append("m.status", .text, order)
        case "source_run_id": append("m.source_run_id", .uuid, order, isNullable: true)
        case "experiment_id": append("m.experiment_id", .integer, order)
        case "creation_timestamp": append("m.created_at", .instant, order)
        case "last_updated_timestamp": append("m.updated_at", .instant, order)
        default: return
        }
    }

    private mutating func append(
        _ expression: SQL,
        _ kind: SearchKeyset.Criterion.Kind,
        _ order: SearchOrder,
        isNullable: Bool = false
    ) {
        criteria.append(.init(expression, kind, isDescending: order.isDescending, isNullable: isNullable))
    }

    /// The model's latest point of the metric, on the data asked for.
    private mutating func join(_ asked: LoggedModelSearch.Order, as table: String) {
        var conditions: [SQL] = ["x.model_id = m.id", "x.key = \(asked.order.key)"]
        if let name = asked.datasetName { conditions.append("x.dataset_name = \(name)") }
        if let digest = asked.datasetDigest { conditions.append("x.dataset_digest = \(digest)") }
        joins += """
             LEFT JOIN LATERAL (
                SELECT x.value FROM logged_model_metrics x WHERE \(conditions.joined(separator: " AND "))
                ORDER BY x.timestamp_ms DESC, x.step DESC, x.run_id LIMIT 1
            ) \(raw: table) ON true
            """
    }
}

/// One clause of a filter on logged models `m`.
private struct LoggedModelCondition {
    let datasets: [LoggedModelSearch.Dataset]

    func of(_ clause: SearchClause) -> SQL {
        switch clause.entity {
        case .attribute: attribute(clause)
        case .metric:
            clause.condition(
                inTable: "logged_model_metrics t",
                joined: "t.model_id = m.id AND \(onDatasets)",
                name: "t.key"
            ) { $0.condition(onDouble: "t.value") }
        case .parameter:
            clause.condition(inTable: "logged_model_params t", joined: "t.model_id = m.id", name: "t.key") {
                $0.condition(onText: "t.value")
            }
        case .tag:
            clause.condition(inTable: "logged_model_tags t", joined: "t.model_id = m.id", name: "t.key") {
                $0.condition(onText: "t.value")
            }
        default: "false"
        }
    }

    /// That the model was measured on any of the data.
    var anyMetric: SQL {
        "EXISTS (SELECT FROM logged_model_metrics t WHERE t.model_id = m.id AND \(onDatasets))"
    }

    private var onDatasets: SQL {
        guard !datasets.isEmpty else { return "true" }
        let each = datasets.map { dataset -> SQL in
            guard let digest = dataset.digest else { return "t.dataset_name = \(dataset.name)" }
            return "t.dataset_name = \(dataset.name) AND t.dataset_digest = \(digest)"
        }
        return "(\(each.joined(separator: " OR ")))"
    }

    private func attribute(_ clause: SearchClause) -> SQL {
        switch clause.key {
        case "name": clause.condition(onText: "m.name")
        case "model_id": clause.condition(onText: "'m-' || replace(m.id::text, '-', '')")
        case "model_type": clause.condition(onText: "m.model_type")
        case "status": Self.withoutPrefix(clause).condition(onText: "m.status")
        case "source_run_id": clause.condition(onText: "replace(m.source_run_id::text, '-', '')")
        case "experiment_id": clause.condition(onText: "m.experiment_id::text")
        case "creation_timestamp": clause.condition(onInteger: .milliseconds("m.created_at"))
        case "last_updated_timestamp": clause.condition(onInteger: .milliseconds("m.updated_at"))
        default: "false"
        }
    }

    /// Clients write both `READY` and `LOGGED_MODEL_READY`.
    private static func withoutPrefix(_ clause: SearchClause) -> SearchClause {
        func cut(_ text: String) -> String {
            let prefix = "LOGGED_MODEL_"
            return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
        }
        var clause = clause
        switch clause.value {
        case .text(let text): clause.value = .text(cut(text))
        case .texts(let texts): clause.value = .texts(texts.map(cut))
        default: break
        }
        return clause
    }
}

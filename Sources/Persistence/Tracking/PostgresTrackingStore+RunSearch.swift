package import Access
package import Catalog
import PostgresClient

extension PostgresTrackingStore {
    package func runs(_ search: RunSearch, page: SearchPageRequest) async throws -> Page<Run> {
        try await Self.query(search).run(page, on: queries, Run.init)
    }

    static func query(_ search: RunSearch) -> PageQuery {
        let order = RunOrder(search.order)
        return PageQuery(
            name: "runs \(search)",
            keyset: order.keyset,
            source: "runs r JOIN experiments e ON e.id = r.experiment_id \(order.joins)",
            identity: "r.id",
            conditions: [
                .among(search.experimentIDs, "r.experiment_id"), .lifecycle(search.view, "r.deleted_at"),
            ] + search.clauses.map(RunCondition.of),
            columns: Run.columns,
            rows: """
                JOIN runs r ON r.id = chosen.chosen_id JOIN experiments e ON e.id = r.experiment_id \(Run.contents)
                """
        )
    }
}

/// The order of a search for runs, with the tables it needs.
private struct RunOrder {
    private(set) var joins: SQL = ""
    private var criteria: [SearchKeyset.Criterion] = []

    init(_ order: [SearchOrder]) {
        for (index, one) in order.enumerated() { add(one, table: "o\(index)") }
        if !order.contains(where: { $0.entity == .attribute && $0.key == "start_time" }) {
            criteria.append(.init("r.started_at_ms", .integer, isDescending: true))
        }
        criteria.append(.init("r.id", .uuid, isDescending: true))
    }

    var keyset: SearchKeyset { SearchKeyset(criteria) }

    private mutating func add(_ order: SearchOrder, table: String) {
        let value: SQL = "\(raw: table).value"
        switch order.entity {
        case .metric:
            join("run_metrics", as: table, order.key)
            // NaN comes after all numbers in either direction, and before what has no value.
            let rank: SQL =
                "(CASE WHEN \(value) IS NULL THEN 2 WHEN \(value) = 'NaN' THEN 1 ELSE 0 END)::bigint"
            criteria.append(.init(rank, .integer))
            append("nullif(\(value), 'NaN')", .double, order, isNullable: true)
        case .parameter:
            join("run_params", as: table, order.key)
            append(value, .text, order, isNullable: true)
        case .tag:
            join("run_tags", as: table, order.key)
            append(value, .text, order, isNullable: true)
        default: add(attribute: order)
        }
    }

    private mutating func add(attribute order: SearchOrder) {
        switch order.key {
        case "run_id": append("r.id", .uuid, order)
        case "run_name": append("r.name", .text, order)
        case "user_id": append("r.user_claim", .text, order)
        case "status": append("r.status", .text, order)
        case "artifact_uri": append(RunCondition.artifactURI, .text, order)
        case "start_time": append("r.started_at_ms", .integer, order)
        case "end_time": append("r.ended_at_ms", .integer, order, isNullable: true)
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

    private mutating func join(_ table: StaticString, as name: String, _ key: String) {
        joins += """
             LEFT JOIN \(raw: table.description) \(raw: name)
                ON \(raw: name).run_id = r.id AND \(raw: name).key = \(key)
            """
    }
}

/// One clause of a filter on runs `r` and their experiments `e`.
private enum RunCondition {
    static let artifactURI: SQL = "e.artifact_location || '/' || replace(r.id::text, '-', '') || '/artifacts'"

    static func of(_ clause: SearchClause) -> SQL {
        switch clause.entity {
        case .attribute: attribute(clause)
        case .metric:
            clause.condition(inTable: "run_metrics t", joined: "t.run_id = r.id", name: "t.key") {
                $0.condition(onDouble: "t.value")
            }
        case .parameter:
            clause.condition(inTable: "run_params t", joined: "t.run_id = r.id", name: "t.key") {
                $0.condition(onIndexedText: "t.value")
            }
        case .tag:
            clause.condition(inTable: "run_tags t", joined: "t.run_id = r.id", name: "t.key") {
                $0.condition(onIndexedText: "t.value")
            }
        case .dataset: dataset(clause)
        default: "false"
        }
    }

    private static func attribute(_ clause: SearchClause) -> SQL {
        switch clause.key {
        case "run_id": identity(clause)
        case "run_name": clause.condition(onText: "r.name")
        case "user_id": clause.condition(onText: "r.user_claim")
        case "status": clause.condition(onText: "r.status")
        case "artifact_uri": clause.condition(onText: "(\(artifactURI))")
        case "start_time": clause.condition(onInteger: "r.started_at_ms")
        case "end_time": clause.condition(onInteger: "r.ended_at_ms")
        default: "false"
        }
    }

    /// Whole ids are looked up; anything else is compared as text.
    private static func identity(_ clause: SearchClause) -> SQL {
        switch (clause.comparator, clause.value) {
        case (.equal, .text(let text)): "r.id = ANY (\([text].compactMap { RunID(hex: $0) }))"
        case (.among, .texts(let texts)): "r.id = ANY (\(texts.compactMap { RunID(hex: $0) }))"
        default: clause.condition(onText: "replace(r.id::text, '-', '')")
        }
    }

    private static func dataset(_ clause: SearchClause) -> SQL {
        let rows: SQL = "SELECT FROM run_dataset_inputs i JOIN dataset_claims c ON c.id = i.claim_id"
        switch clause.key {
        case "name": return "EXISTS (\(rows) WHERE i.run_id = r.id AND \(clause.condition(onText: "c.name")))"
        case "digest":
            return "EXISTS (\(rows) WHERE i.run_id = r.id AND \(clause.condition(onText: "c.digest")))"
        default:
            return """
                EXISTS (SELECT FROM run_dataset_input_tags t WHERE t.run_id = r.id
                    AND t.key = \(DatasetInput.contextTag) AND \(clause.condition(onText: "t.value")))
                """
        }
    }
}

import Access
package import Catalog
import PostgresClient

extension PostgresTraceStore {
    package func search(_ search: TraceSearch) async throws -> SearchPage<TraceInfo> {
        let keyset = Self.keyset(search.order)
        let conditions = search.clauses.map(Self.condition).reduce("true" as SQL) { "\($0) AND \($1)" }
        let (whole, own) = (search.experiments.map(\.number), search.ownExperiments.map(\.number))
        let keys = keyset.criteria.enumerated().map {
            "\($0.element.expression) AS \(identifier: "key\($0.offset)")" as SQL
        }
        let rows = try await rows(
            """
            SELECT \(TraceInfo.columns), \(keys.joined(separator: ", ")) FROM traces t
            WHERE t.deleted_at IS NULL AND (t.experiment_id = ANY (\(whole))
                OR t.experiment_id = ANY (\(own)) AND t.created_by = \(search.asker))
                AND \(conditions) AND \(try keyset.after(search.after))
            ORDER BY \(keyset.orderBy) LIMIT \(Int64(search.limit + 1))
            """
        )
        let items = try rows.prefix(search.limit).map(TraceInfo.init)
        let last = rows.count > search.limit ? rows.prefix(search.limit).last : nil
        return SearchPage(items: items, next: try last.map { try Self.keys(of: $0, keyset) })
    }

    private func rows(_ query: SQL) async throws -> [PostgresRow] {
        do { return try await queries.rows(query) } catch let error as PostgresError
            where error.code == .invalidRegularExpression
        {
            throw StoreFault.invalid(
                field: "filter",
                detail: "holds a pattern after RLIKE that is no regular expression, or too large a one."
            )
        }
    }

    private static func keys(of row: PostgresRow, _ keyset: SearchKeyset) throws -> [SearchPageToken.Key] {
        try keyset.criteria.enumerated().map { index, criterion in
            let name = "key\(index)"
            return switch criterion.kind {
            case .text: try row.decode(name, as: String?.self).map { .text($0) } ?? .null
            default: try row.decode(name, as: Int64?.self).map { .integer($0) } ?? .null
            }
        }
    }

    /// The newest first unless said otherwise; the id makes the order whole.
    private static func keyset(_ order: [SearchOrder]) -> SearchKeyset {
        var criteria = order.map { order -> SearchKeyset.Criterion in
            let (expression, kind) = column(order.key)
            return .init(expression, kind, isDescending: order.isDescending, isNullable: true)
        }
        if order.isEmpty { criteria.append(.init("t.requested_at_ms", .integer, isDescending: true)) }
        criteria.append(.init("t.id", .text, isDescending: order.isEmpty))
        return SearchKeyset(criteria)
    }

    private static func column(_ key: String) -> (SQL, SearchKeyset.Criterion.Kind) {
        switch key {
        case "experiment_id": ("t.experiment_id", .integer)
        case "timestamp_ms": ("t.requested_at_ms", .integer)
        case "execution_time_ms": ("t.duration_ms", .integer)
        case "end_time_ms": ("(t.requested_at_ms + t.duration_ms)", .integer)
        case "status": ("t.state", .text)
        case "client_request_id": ("t.client_request_id", .text)
        case "name":
            (
                "(SELECT g.value FROM trace_tags g WHERE g.trace_id = t.id AND g.key = 'mlflow.traceName')",
                .text
            )
        case "run_id":
            (
                "(SELECT m.value FROM trace_metadata m WHERE m.trace_id = t.id AND m.key = 'mlflow.sourceRun')",
                .text
            )
        default: ("t.id", .text)
        }
    }

    private static func condition(_ clause: SearchClause) -> SQL {
        switch clause.entity {
        case .tag:
            clause.condition(
                inTable: "trace_tags c",
                joined: "c.trace_id = t.id",
                name: "c.key",
                compare: { $0.condition(onText: "c.value") }
            )
        case .metadata where clause.key == "mlflow.sourceRun": runCondition(clause)
        case .feedback, .expectation: judgementCondition(clause)
        case .metadata:
            clause.condition(
                inTable: "trace_metadata c",
                joined: "c.trace_id = t.id",
                name: "c.key",
                compare: { $0.condition(onText: "c.value") }
            )
        case .span:
            SearchClause.spanAttribute(clause.key).map { attributeCondition(clause, $0) }
                ?? spanCondition(clause, spanColumn(clause.key))
        case .attribute where clause.key == "text": spanCondition(clause, "s.content")
        case .attribute where clause.key == "run_id": runCondition(clause)
        case .attribute where clause.key == "prompt": linkCondition("prompt", clause)
        case .attribute:
            switch column(clause.key) {
            case (let expression, .text): clause.condition(onText: expression)
            case (let expression, _): clause.condition(onInteger: expression)
            }
        default: "false"
        }
    }

    /// A trace belongs to the run that it was made in, and to those that it was linked to.
    private static func runCondition(_ clause: SearchClause) -> SQL {
        let made = clause.condition(onText: column("run_id").0)
        guard clause.comparator == .equal || clause.comparator == .among else { return made }
        return "(\(made) OR \(linkCondition("run", clause)))"
    }

    private static func linkCondition(_ kind: String, _ clause: SearchClause) -> SQL {
        """
        EXISTS (SELECT FROM trace_links l WHERE l.trace_id = t.id AND l.kind = \(kind)
            AND \(clause.condition(onText: "l.target")))
        """
    }

    private static func judgementCondition(_ clause: SearchClause) -> SQL {
        let kind: TraceAssessment.Kind = clause.entity == .feedback ? .feedback : .expectation
        return clause.condition(
            inTable: "trace_assessments a",
            joined: "a.trace_id = t.id AND a.kind = \(kind.rawValue) AND a.is_valid",
            name: "a.name"
        ) { clause in
            if case .text = clause.value { return clause.condition(onText: "a.compared_text") }
            return clause.condition(onDouble: "a.compared_number")
        }
    }

    private static func spanColumn(_ key: String) -> SQL {
        switch key {
        case "type": "s.kind"
        case "status": "s.status"
        case "content": "s.content"
        default: "s.name"
        }
    }

    private static func spanCondition(_ clause: SearchClause, _ column: SQL) -> SQL {
        "EXISTS (SELECT FROM trace_spans s WHERE s.trace_id = t.id AND \(clause.condition(onText: column)))"
    }

    /// Spans keep their attributes as OpenTelemetry writes them. MLflow's clients write texts as JSON, whose quotes are
    /// taken off. PostgreSQL has no text with NUL: a span that holds one is found by its other properties only.
    private static func attributeCondition(_ clause: SearchClause, _ key: String) -> SQL {
        let text: SQL = """
            regexp_replace(coalesce(a -> 'value' ->> 'string_value', a -> 'value' ->> 'int_value',
                a -> 'value' ->> 'double_value', a -> 'value' ->> 'bool_value'), '^"(.*)"$', '\\1')
            """
        return """
            EXISTS (SELECT FROM trace_spans s CROSS JOIN LATERAL json_array_elements(
                    CASE WHEN strpos(s.content, '\\u0000') = 0 THEN s.content::json -> 'attributes' END) a
                WHERE s.trace_id = t.id AND a ->> 'key' = \(key) AND \(clause.condition(onText: text)))
            """
    }
}

package import Access
import Identifiers
import PostgresClient

extension PostgresUsageStore {
    /// Sums first, names for what is left then.
    package func sums(_ query: UsageQuery, limit: Int) async throws -> [UsageSum] {
        let columns = query.grouping.map(\.columns)
        let key: SQL = columns.isEmpty ? "" : "\(columns.joined(separator: ", ")), "
        let grouping: SQL =
            columns.isEmpty ? "" : "GROUP BY \(query.grouping.map(\.keys).joined(separator: ", "))"
        let order: SQL =
            columns.isEmpty ? "" : "ORDER BY \(query.grouping.map(\.order).joined(separator: ", "))"
        let rows = try await queries.rows(
            """
            SELECT * FROM (
                SELECT \(key) count(*) AS requests, coalesce(sum(texts), 0)::bigint AS texts,
                    coalesce(sum(tokens_read), 0)::bigint AS tokens_read,
                    coalesce(sum(tokens_computed), 0)::bigint AS tokens_computed,
                    coalesce(sum(texts_reused), 0)::bigint AS texts_reused,
                    coalesce(sum(compute_us), 0)::bigint AS compute_us,
                    coalesce(sum(queue_us), 0)::bigint AS queue_us,
                    coalesce(sum(batch_share::float8 * tokens_computed) / nullif(sum(tokens_computed), 0), 0)::float8
                        AS batch_share
                FROM inference_usage WHERE at >= \(query.from) AND at < \(query.to) \(grouping)
            ) u \(query.grouping.map(\.names).joined(separator: " "))
            \(order) LIMIT \(limit)
            """
        )
        return try rows.map { try UsageSum($0, query.grouping) }
    }
}

extension UsageQuery.Grouping {
    /// What the sums are selected with.
    fileprivate var columns: SQL {
        switch self {
        case .team: "team_id"
        case .principal: "principal_id"
        case .model: "model_name, model_version, model_digest, model_precision"
        case .kind: "kind"
        case .outcome: "outcome"
        case .day: "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day"
        }
    }

    fileprivate var keys: SQL {
        switch self {
        case .day: "day"
        default: columns
        }
    }

    fileprivate var names: SQL {
        switch self {
        case .team:
            "LEFT JOIN LATERAL (SELECT g.name AS team_name FROM groups g WHERE g.id = u.team_id) team ON true"
        case .principal:
            """
            LEFT JOIN LATERAL (
                SELECT p.display_name AS principal_name FROM principals p WHERE p.id = u.principal_id
            ) person ON true
            """
        case .model, .kind, .outcome, .day: ""
        }
    }

    /// By what people read, and by the id where two have one name.
    fileprivate var order: SQL {
        switch self {
        case .team: "team_name, team_id"
        case .principal: "principal_name, principal_id"
        case .model: "model_name, length(model_version), model_version, model_digest, model_precision"
        case .kind: "kind"
        case .outcome: "outcome"
        case .day: "day"
        }
    }
}

extension UsageSum {
    fileprivate init(_ row: PostgresRow, _ grouping: [UsageQuery.Grouping]) throws {
        self.init(
            group: try Group(row, grouping),
            requests: try row.decode("requests"),
            texts: try row.decode("texts"),
            tokensRead: try row.decode("tokens_read"),
            tokensComputed: try row.decode("tokens_computed"),
            textsReused: try row.decode("texts_reused"),
            computeMicroseconds: try row.decode("compute_us"),
            queueMicroseconds: try row.decode("queue_us"),
            batchShare: try row.decode("batch_share")
        )
    }
}

extension UsageSum.Group {
    fileprivate init(_ row: PostgresRow, _ grouping: [UsageQuery.Grouping]) throws {
        self.init()
        for member in grouping {
            switch member {
            case .team:
                teamID = try row.decode("team_id", as: GroupID?.self)
                teamName = try row.decode("team_name", as: String?.self)
            case .principal:
                principalID = try row.decode("principal_id", as: PrincipalID?.self)
                principalName = try row.decode("principal_name", as: String?.self)
            case .model:
                model = .init(
                    name: try row.decode("model_name"),
                    version: try row.decode("model_version"),
                    digest: try row.decode("model_digest"),
                    precision: try row.decode("model_precision", as: String?.self)
                )
            case .kind: kind = UsageRecord.Kind(rawValue: try row.decode("kind"))
            case .outcome: outcome = UsageRecord.Outcome(rawValue: try row.decode("outcome"))
            case .day: day = try row.decode("day", as: String.self)
            }
        }
    }
}

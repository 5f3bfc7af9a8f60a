import Access
import Catalog
import PostgresClient

/// One page of a search: first which rows, by keys, then all of those rows.
struct PageQuery {
    /// What the page is bound to: a token of another search is refused.
    let name: String
    let keyset: SearchKeyset
    /// What follows FROM where the rows are chosen; their id is `identity`.
    let source: SQL
    let identity: SQL
    let conditions: [SQL]
    /// What is read of each row, and from where, given `chosen.id`.
    let columns: SQL
    let rows: SQL

    func run<Item: Sendable>(
        _ page: SearchPageRequest,
        on queries: StoreQueries,
        _ read: (PostgresRow) throws -> Item
    ) async throws -> Page<Item> {
        let token = SearchPageToken(query: [name])
        let rows = try await queries.rows(statement(for: page))
        let items = try rows.prefix(page.size).map(read)
        let last = rows.count > page.size ? rows[page.size - 1] : nil
        return Page(items: items, next: try last.map { token.token(after: try keyset.keys(of: $0)) })
    }

    /// Asks for one row more than the page holds, to see whether another page follows.
    func statement(for page: SearchPageRequest) throws -> SQL {
        let after = try keyset.after(SearchPageToken(query: [name]).keys(of: page.token))
        return """
            SELECT \(columns), chosen.*
            FROM (
                SELECT \(identity) AS chosen_id, \(keyset.columns),
                    row_number() OVER (ORDER BY \(keyset.orderBy)) AS chosen_position
                FROM \(source) WHERE \((conditions + [after]).joined(separator: " AND "))
                ORDER BY \(keyset.orderBy) LIMIT \(page.size + 1)
            ) chosen \(rows)
            ORDER BY chosen_position
            """
    }
}

extension SQL {
    /// One number is compared as such: with a list the order of an index is lost.
    static func among(_ experiments: [ExperimentID], _ column: SQL) -> SQL {
        experiments.count == 1 ? "\(column) = \(experiments[0])" : "\(column) = ANY (\(experiments))"
    }

    /// Milliseconds since 1970 of a column of type `timestamptz`.
    static func milliseconds(_ column: SQL) -> SQL {
        "floor(extract(epoch FROM \(column)) * 1000)::bigint"
    }

    static func lifecycle(_ view: LifecycleView, _ column: SQL) -> SQL {
        switch view {
        case .active: "\(column) IS NULL"
        case .deleted: "\(column) IS NOT NULL"
        case .all: "true"
        }
    }
}

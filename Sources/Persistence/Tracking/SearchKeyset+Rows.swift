import Catalog
import Identifiers
import PostgresClient

extension SearchKeyset {
    /// The criteria as columns, from which `keys` reads where a page ended.
    var columns: SQL {
        criteria.enumerated().map { index, criterion in
            "\(criterion.expression) AS \(raw: Self.column(index))"
        }
        .joined(separator: ", ")
    }

    func keys(of row: PostgresRow) throws -> [SearchPageToken.Key] {
        try criteria.enumerated().map { index, criterion in
            let column = Self.column(index)
            if try row.isNull(column) { return .null }
            return switch criterion.kind {
            case .text: .text(try row.decode(column))
            case .integer: .integer(try row.decode(column))
            case .double: .number(try row.decode(column))
            case .instant: .integer(try row.decode(column, as: Instant.self).microseconds)
            case .uuid: .text(try row.decode(column, as: Identifier<Never>.self).description)
            }
        }
    }

    private static func column(_ index: Int) -> String { "key_\(index)" }
}

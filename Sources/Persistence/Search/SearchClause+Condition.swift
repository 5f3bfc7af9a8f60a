import Catalog
import PostgresClient

/// Comparisons of a filter as SQL. Columns come as fragments fixed in code, values as binds.
///
/// As in SQL, a missing value satisfies no comparison, `!=` included.
extension SearchClause {
    /// The clause on an expression of type text.
    func condition(onText column: SQL) -> SQL {
        switch (comparator, value) {
        case (.absent, _): "\(column) IS NULL"
        case (.present, _): "\(column) IS NOT NULL"
        case (.among, .texts(let texts)): "\(column) = ANY (\(texts))"
        case (.notAmong, .texts(let texts)): "\(column) <> ALL (\(texts))"
        case (.like, .text(let pattern)): "\(column) LIKE \(Self.pattern(pattern))"
        case (.caselessLike, .text(let pattern)): "\(column) ILIKE \(Self.pattern(pattern))"
        case (.matching, .text(let pattern)): "\(column) ~ \(pattern)"
        case (_, .text(let text)): "\(column) \(symbol) \(text)"
        default: "false"
        }
    }

    /// The clause on an expression of type bigint; a fraction is compared as a fraction.
    func condition(onInteger column: SQL) -> SQL {
        switch value {
        case .integer(let number): "\(column) \(symbol) \(number)"
        case .number(let number): "\(column)::double precision \(symbol) \(number)"
        default: nullCondition(on: column)
        }
    }

    /// The clause on an expression of type double precision. NaN is neither greater nor less than anything,
    /// though PostgreSQL sorts it last.
    func condition(onDouble column: SQL) -> SQL {
        let number: Double
        switch value {
        case .integer(let whole): number = Double(whole)
        case .number(let fraction): number = fraction
        default: return nullCondition(on: column)
        }
        return switch comparator {
        case .greater, .greaterOrEqual: "(\(column) \(symbol) \(number) AND \(column) <> 'NaN')"
        default: "\(column) \(symbol) \(number)"
        }
    }

    /// The clause on a table of keys and values: tags, parameters.
    ///
    /// - Parameters:
    ///   - table: What follows FROM, such as `model_tags t`.
    ///   - joined: How its rows belong to the row searched for, such as `t.model_id = m.id`.
    ///   - name: The column of the keys.
    ///   - compare: The condition on the column of the values; not asked for null tests.
    func condition(inTable table: SQL, joined: SQL, name: SQL, compare: (SearchClause) -> SQL) -> SQL {
        let rows: SQL = "SELECT FROM \(table) WHERE \(joined) AND \(name) = \(key)"
        return switch comparator {
        case .absent: "NOT EXISTS (\(rows))"
        case .present: "EXISTS (\(rows))"
        default: "EXISTS (\(rows) AND \(compare(self)))"
        }
    }

    /// The clause on a text column that is indexed by its beginning, as `(key, left(value, 200))`.
    func condition(onIndexedText column: SQL) -> SQL {
        let whole = condition(onText: column)
        guard case (.equal, .text(let text)) = (comparator, value) else { return whole }
        let beginning = String(String.UnicodeScalarView(text.unicodeScalars.prefix(200)))
        return "\"left\"(\(column), 200) = \(beginning) AND \(whole)"
    }

    private func nullCondition(on column: SQL) -> SQL {
        switch comparator {
        case .absent: "\(column) IS NULL"
        case .present: "\(column) IS NOT NULL"
        default: "false"
        }
    }

    private var symbol: SQL {
        switch comparator {
        case .notEqual: "<>"
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        default: "="
        }
    }

    /// A backslash at the end, which would take the meaning from nothing, stands for itself.
    private static func pattern(_ text: String) -> String {
        let backslashes = text.reversed().prefix { $0 == "\\" }.count
        return backslashes.isMultiple(of: 2) ? text : text + "\\"
    }
}

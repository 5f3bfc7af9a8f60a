import Access
import Catalog
import Identifiers
import PostgresClient

/// The order of a search as SQL, and the condition that a page begins after the last row of the one before.
///
/// Rows without a value for a criterion come last in either direction. The last criterion must be unique.
struct SearchKeyset {
    /// One column or expression to order by.
    struct Criterion {
        enum Kind {
            case text
            case integer
            case double
            /// `timestamptz`; its key is whole microseconds since 1970.
            case instant
            /// Its key is the text of the id.
            case uuid
        }

        var expression: SQL
        var kind: Kind
        var isDescending: Bool
        var isNullable: Bool

        init(_ expression: SQL, _ kind: Kind, isDescending: Bool = false, isNullable: Bool = false) {
            self.expression = expression
            self.kind = kind
            self.isDescending = isDescending
            self.isNullable = isNullable
        }
    }

    let criteria: [Criterion]

    init(_ criteria: [Criterion]) {
        self.criteria = criteria
    }

    /// What follows ORDER BY.
    var orderBy: SQL {
        criteria.map { criterion in
            switch (criterion.isDescending, criterion.isNullable) {
            case (false, _): "\(criterion.expression)"
            case (true, false): "\(criterion.expression) DESC"
            case (true, true): "\(criterion.expression) DESC NULLS LAST"
            }
        }
        .joined(separator: ", ")
    }

    /// True for the rows after `keys`; always true without keys.
    func after(_ keys: [SearchPageToken.Key]?) throws(StoreFault) -> SQL {
        guard let keys else { return "true" }
        guard keys.count == criteria.count else { throw Self.strange }
        var binds: [SQL?] = []
        for (criterion, key) in zip(criteria, keys) { binds.append(try Self.bind(key, as: criterion)) }
        return uniform(binds) ?? stepwise(binds)
    }

    private static let strange = StoreFault.invalid(
        field: "page_token",
        detail: "is not one that a page of this search ended with."
    )

    /// Nil for a key of a row that has no value.
    private static func bind(_ key: SearchPageToken.Key, as criterion: Criterion) throws(StoreFault) -> SQL? {
        switch (criterion.kind, key) {
        case (_, .null) where criterion.isNullable: nil
        case (.text, .text(let text)): "\(text)"
        case (.integer, .integer(let number)): "\(number)"
        case (.double, .number(let number)): "\(number)"
        case (.instant, .integer(let microseconds)): "\(Instant(microseconds: microseconds))"
        case (.uuid, .text(let text)):
            if let id = Identifier<Never>(text) { "\(id)" } else { throw strange }
        default: throw strange
        }
    }

    /// One row comparison, which an index over the criteria serves; nil when they differ in direction.
    private func uniform(_ binds: [SQL?]) -> SQL? {
        let directions = Set(criteria.map(\.isDescending))
        guard directions.count == 1, !criteria.contains(where: \.isNullable) else { return nil }
        let left = criteria.map(\.expression).joined(separator: ", ")
        let right = binds.compactMap { $0 }.joined(separator: ", ")
        return directions == [true] ? "(\(left)) < (\(right))" : "(\(left)) > (\(right))"
    }

    /// Equal in the first criteria, after in the next one.
    private func stepwise(_ binds: [SQL?]) -> SQL {
        var steps: [SQL] = []
        for index in criteria.indices {
            let equal = (0..<index).map { Self.equal(criteria[$0], binds[$0]) }
            steps.append((equal + [Self.beyond(criteria[index], binds[index])]).joined(separator: " AND "))
        }
        let any: SQL = "(\(steps.map { "(\($0))" as SQL }.joined(separator: " OR ")))"
        return bound(binds[0]).map { "\($0) AND \(any)" } ?? any
    }

    /// What follows from all steps together and lets an index begin where the page does.
    private func bound(_ bind: SQL?) -> SQL? {
        guard let bind, let first = criteria.first, !first.isNullable else { return nil }
        let expression = first.expression
        return first.isDescending ? "\(expression) <= \(bind)" : "\(expression) >= \(bind)"
    }

    private static func equal(_ criterion: Criterion, _ bind: SQL?) -> SQL {
        guard let bind else { return "\(criterion.expression) IS NULL" }
        return "\(criterion.expression) = \(bind)"
    }

    private static func beyond(_ criterion: Criterion, _ bind: SQL?) -> SQL {
        guard let bind else { return "false" }
        let expression = criterion.expression
        let comparison: SQL =
            criterion.isDescending ? "\(expression) < \(bind)" : "\(expression) > \(bind)"
        return criterion.isNullable ? "(\(comparison) OR \(expression) IS NULL)" : comparison
    }
}

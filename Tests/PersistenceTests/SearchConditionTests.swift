import Catalog
import PostgresClient
import Testing

@testable import Persistence

@Suite("Filters as SQL")
struct SearchConditionTests {
    /// The names for which the condition holds, among rows that cover every odd value.
    private static func names(where condition: SQL, _ pool: PostgresPool) async throws -> String {
        let rows = try await pool.query(
            """
            SELECT name FROM (VALUES
                ('a', 'x%y', 1::bigint, 0.5::float8), ('b', 'X_Y', 2, 'NaN'), ('c', E'x\\\\y', 3, 'Infinity'),
                ('d', NULL, NULL, NULL), ('e', 'xy', -1, '-Infinity')
            ) AS v (name, word, count, value) WHERE \(condition) ORDER BY name
            """
        )
        return try rows.map { try $0.decode("name", as: String.self) }.joined()
    }

    private static func clause(_ comparator: SearchComparator, _ value: SearchValue) -> SearchClause {
        SearchClause(.attribute, "k", comparator, value)
    }

    private static let texts: [(SearchClause, String)] = [
        (clause(.equal, .text("xy")), "e"), (clause(.notEqual, .text("xy")), "abc"),
        (clause(.like, .text("x%")), "ace"),
        (clause(.like, .text("x\\%y")), "a"), (clause(.caselessLike, .text("x_y")), "abc"),
        (clause(.like, .text("x\\\\y")), "c"), (clause(.matching, .text("^x.y$")), "ac"),
        (clause(.like, .text("x\\")), ""), (clause(.among, .texts(["xy", "X_Y"])), "be"),
        (clause(.notAmong, .texts(["xy"])), "abc"),
        (clause(.absent, .nothing), "d"), (clause(.present, .nothing), "abce"),
        (clause(.equal, .text("' OR true --")), ""),
    ]

    private static let integers: [(SearchClause, String)] = [
        (clause(.equal, .integer(2)), "b"), (clause(.notEqual, .integer(2)), "ace"),
        (clause(.greater, .integer(1)), "bc"),
        (clause(.lessOrEqual, .number(1.5)), "ae"), (clause(.equal, .number(1.5)), ""),
        (clause(.greaterOrEqual, .integer(.max)), ""),
    ]

    private static let doubles: [(SearchClause, String)] = [
        (clause(.equal, .number(0.5)), "a"), (clause(.notEqual, .number(0.5)), "bce"),
        (clause(.greater, .integer(0)), "ac"),
        (clause(.greaterOrEqual, .number(0.5)), "ac"), (clause(.less, .integer(0)), "e"),
        (clause(.lessOrEqual, .number(0.5)), "ae"),
    ]

    @Test("Text, whole numbers and doubles compare as MLflow's users expect, NaN with nothing")
    func comparisons() async throws {
        let cases =
            Self.texts.map { ($0, $0.condition(onText: "v.word"), $1) }
            + Self.integers.map { ($0, $0.condition(onInteger: "v.count"), $1) }
            + Self.doubles.map { ($0, $0.condition(onDouble: "v.value"), $1) }
        try await withPersistence { fixture in
            for (clause, condition, expected) in cases {
                let names = try await Self.names(where: condition, fixture.pool)
                #expect(names == expected, "\(clause)")
            }
        }
    }

    @Test("A search walks its pages through ties, NaN and missing values without losing or repeating a row")
    func pages() async throws {
        let orders: [[SearchKeyset.Criterion]] = [
            [.init("value", .double, isNullable: true), .init("name", .text)],
            [.init("value", .double, isDescending: true, isNullable: true), .init("name", .text)],
            [.init("word", .text, isDescending: true), .init("name", .text, isDescending: true)],
            [.init("word", .text), .init("name", .text, isDescending: true)],
        ]
        try await withPersistence { fixture in
            for order in orders { try await Self.walk(SearchKeyset(order), fixture.pool) }
        }
    }

    private static func walk(_ keyset: SearchKeyset, _ pool: PostgresPool) async throws {
        let whole = try await rows(keyset, after: nil, limit: 100, pool)
        #expect(whole.count == 9)
        var walked: [[SearchPageToken.Key]] = []
        while true {
            let page = try await rows(keyset, after: walked.last, limit: 2, pool)
            if page.isEmpty { break }
            walked += page
        }
        #expect(walked.map { "\($0)" } == whole.map { "\($0)" })
    }

    private static func rows(
        _ keyset: SearchKeyset,
        after keys: [SearchPageToken.Key]?,
        limit: Int,
        _ pool: PostgresPool
    ) async throws -> [[SearchPageToken.Key]] {
        let rows = try await pool.query(
            """
            SELECT name, word, value FROM (VALUES
                ('a', 'x', 1::float8), ('b', 'x', 'NaN'), ('c', 'y', 'NaN'), ('d', 'y', NULL), ('e', 'x', NULL),
                ('f', 'x', '-Infinity'), ('g', 'z', 1), ('h', 'z', 1), ('i', 'y', 'Infinity')
            ) AS v (name, word, value)
            WHERE \(try keyset.after(keys)) ORDER BY \(keyset.orderBy) LIMIT \(limit)
            """
        )
        return try rows.map { row in
            let name = SearchPageToken.Key.text(try row.decode("name", as: String.self))
            if case .text = keyset.criteria[0].kind {
                return [.text(try row.decode("word", as: String.self)), name]
            }
            return [try row.decode("value", as: Double?.self).map { .number($0) } ?? .null, name]
        }
    }
}

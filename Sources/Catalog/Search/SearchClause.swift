/// What a clause of a filter, or an order, speaks of.
package enum SearchEntity: String, Hashable, Sendable, CaseIterable {
    /// A property of the thing itself, by its canonical name.
    case attribute
    case tag
    case metric
    case parameter
    /// A property of a dataset that a run read: name, digest, context.
    case dataset
    /// The unchangeable facts of a trace, by key.
    case metadata
    /// A property of a span, or `attributes.<key>` of one.
    case span
    /// What was thought of a trace, by the name of the judgement.
    case feedback
    /// What was expected of a trace, by name.
    case expectation
}

/// How a clause compares.
package enum SearchComparator: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    /// `%` any text, `_` one character, `\` takes the meaning from the next one.
    case like = "LIKE"
    case caselessLike = "ILIKE"
    /// A POSIX regular expression that matches anywhere in the text, without back-references.
    case matching = "RLIKE"
    case among = "IN"
    case notAmong = "NOT IN"
    case absent = "IS NULL"
    case present = "IS NOT NULL"

    /// Whether it asks which of two is the greater.
    var isMagnitude: Bool { [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(self) }
}

/// What a clause compares with.
package enum SearchValue: Hashable, Sendable {
    case text(String)
    /// A whole number, kept apart so that no digit of a time is lost.
    case integer(Int64)
    /// Finite.
    case number(Double)
    /// For IN and NOT IN: at least one, at most `SearchGrammar.listMax`.
    case texts([String])
    /// For IS NULL and IS NOT NULL.
    case nothing
}

/// One condition of a filter; all conditions of a filter must hold.
package struct SearchClause: Hashable, Sendable {
    package var entity: SearchEntity
    /// Canonical for attributes (`created` is `start_time`), as written for tags and the like.
    package var key: String
    package var comparator: SearchComparator
    package var value: SearchValue

    package init(_ entity: SearchEntity, _ key: String, _ comparator: SearchComparator, _ value: SearchValue)
    {
        self.entity = entity
        self.key = key
        self.comparator = comparator
        self.value = value
    }

    /// The attribute that a key of a span speaks of, in backticks or not: `attributes.model`.
    package static func spanAttribute(_ key: String) -> String? {
        let prefix = "attributes."
        guard key.hasPrefix(prefix) else { return nil }
        var name = key.dropFirst(prefix.count)
        if name.count > 2, name.first == "`", name.last == "`" { name = name.dropFirst().dropLast() }
        return name.isEmpty ? nil : String(name)
    }
}

/// One criterion by which a search is ordered.
package struct SearchOrder: Hashable, Sendable {
    package var entity: SearchEntity
    /// Canonical, as in a clause.
    package var key: String
    package var isDescending: Bool

    package init(_ entity: SearchEntity, _ key: String, isDescending: Bool = false) {
        self.entity = entity
        self.key = key
        self.isDescending = isDescending
    }
}

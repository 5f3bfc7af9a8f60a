/// Reads tokens as clauses and holds them against the grammar of one search.
struct SearchParser {
    private let tokens: [SearchToken]
    private let grammar: SearchGrammar
    private var index = 0

    init(tokens: [SearchToken], grammar: SearchGrammar) {
        self.tokens = tokens
        self.grammar = grammar
    }

    /// `tokens` ends with `end`, which is never passed.
    private var current: SearchToken { tokens[index] }

    private mutating func advance() {
        if index < tokens.count - 1 { index += 1 }
    }

    mutating func clauses() throws(SearchRefusal) -> [SearchClause] {
        guard current.kind != .end else { return [] }
        var clauses = [try clause()]
        while current.kind != .end {
            guard current.kind == .word(.and) else { throw invalidClause() }
            advance()
            guard clauses.count < SearchGrammar.clausesMax else {
                throw SearchRefusal("The filter must have at most \(SearchGrammar.clausesMax) clauses.")
            }
            clauses.append(try clause())
        }
        return clauses
    }

    private func invalidClause() -> SearchRefusal {
        if current.kind == .end {
            return SearchRefusal("Invalid clause(s) in filter string: a clause is missing at the end.")
        }
        return SearchRefusal(
            "Invalid clause(s) in filter string: '\(current.source)' at position \(current.position)."
                + " A filter is a list of comparisons that are joined by AND; OR, NOT and parentheses around"
                + " clauses are not supported."
        )
    }

    private mutating func clause() throws(SearchRefusal) -> SearchClause {
        let key = try key()
        let meaning = try grammar.meaning(of: key)
        guard let field = grammar.field(meaning.entity, meaning.key) else { throw invalidClause() }
        let comparator = try comparator(after: key)
        guard field.comparators.contains(comparator) else {
            throw SearchRefusal(
                "Invalid comparator '\(comparator.rawValue)' for '\(key.name)'\(key.place): not one of "
                    + SearchComparator.allCases.filter(field.comparators.contains).map { "'\($0.rawValue)'" }
                    .joined(separator: ", ") + "."
            )
        }
        let value = try value(of: field, for: key, comparator)
        if case (.matching, .text(let pattern)) = (comparator, value) {
            try SearchPattern.check(pattern, key)
        }
        return SearchClause(meaning.entity, meaning.key, comparator, value)
    }

    private mutating func key() throws(SearchRefusal) -> SearchToken.Key {
        let token = current
        switch token.kind {
        case .key(let key):
            advance()
            return key
        case .text(let name, isDoubleQuoted: true):
            advance()
            return .init(entity: nil, name: name, position: token.position)
        default: throw invalidClause()
        }
    }

    private mutating func comparator(after key: SearchToken.Key) throws(SearchRefusal) -> SearchComparator {
        let token = current
        advance()
        switch token.kind {
        case .comparator(let comparator): return comparator
        case .word(.like): return .like
        case .word(.caselessLike): return .caselessLike
        case .word(.matching): return .matching
        case .word(.among): return .among
        case .word(.not) where current.kind == .word(.among):
            advance()
            return .notAmong
        case .word(.is): return try nullTest()
        default:
            throw SearchRefusal(
                "Invalid clause(s) in filter string: '\(key.name)'\(key.place). A comparison such as"
                    + " = 'value' must follow the key."
            )
        }
    }

    private mutating func nullTest() throws(SearchRefusal) -> SearchComparator {
        var comparator = SearchComparator.absent
        if current.kind == .word(.not) {
            comparator = .present
            advance()
        }
        guard current.kind == .word(.null) else { throw invalidClause() }
        advance()
        return comparator
    }
}

// MARK: Values

extension SearchParser {
    private mutating func value(
        of field: SearchGrammar.Field,
        for key: SearchToken.Key,
        _ comparator: SearchComparator
    ) throws(SearchRefusal) -> SearchValue {
        switch comparator {
        case .absent, .present: return .nothing
        case .among, .notAmong: return .texts(try list())
        default: break
        }
        let token = current
        switch (token.kind, field.kind) {
        case (.text(let text, _), .text), (.text(let text, _), .looseText):
            advance()
            return .text(text)
        case (.text(let text, _), .scalar), (.number(let text), .scalar):
            guard comparator.isMagnitude else {
                advance()
                return .text(text)
            }
            guard let number = Double(text), number.isFinite else {
                throw SearchRefusal(
                    "Expected numeric value type for '\(key.name)'\(key.place). Found \(found(token))."
                )
            }
            advance()
            return .number(number)
        case (.number(let number), .looseText):
            advance()
            return .text(number)
        case (.number(let number), .number):
            advance()
            return Int64(number).map { .integer($0) } ?? .number(Double(number) ?? 0)
        case (_, .number):
            throw SearchRefusal(
                "Expected numeric value type for '\(key.name)'\(key.place). Found \(found(token))."
            )
        default:
            throw SearchRefusal(
                "Expected a quoted string value for '\(key.name)'\(key.place) (e.g. 'my-value'); use either"
                    + " single or double quotes. Got value \(found(token))."
            )
        }
    }

    private func found(_ token: SearchToken) -> String { token.kind == .end ? "nothing" : token.source }

    private mutating func list() throws(SearchRefusal) -> [String] {
        guard current.kind == .opening else { throw illFormedList() }
        var texts: [String] = []
        repeat {
            advance()
            // A comma may stand before the closing parenthesis, as in a Python tuple of one.
            if current.kind == .closing, !texts.isEmpty { break }
            guard case .text(let text, _) = current.kind else { throw illFormedList() }
            advance()
            texts.append(text)
            guard texts.count <= SearchGrammar.listMax else {
                throw SearchRefusal("A list must have at most \(SearchGrammar.listMax) values.")
            }
        } while current.kind == .comma
        guard current.kind == .closing else { throw illFormedList() }
        advance()
        return texts
    }

    private func illFormedList() -> SearchRefusal {
        SearchRefusal(
            "While parsing a list in the query, expected a non-empty list of quoted string values such as"
                + " ('a', 'b'), but found \(found(current)) at position \(current.position)."
        )
    }
}

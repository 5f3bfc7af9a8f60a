extension SearchGrammar {
    /// One criterion of a structured order, where the key stands by itself: `name`, `metrics.accuracy`.
    package func order(byField field: String, isDescending: Bool) throws(SearchRefusal) -> SearchOrder {
        let dot = field.firstIndex(of: ".")
        let key = SearchToken.Key(
            entity: dot.map { String(field[..<$0]) },
            name: dot.map { String(field[field.index(after: $0)...]) } ?? field,
            position: 0
        )
        let meaning = try orderMeaning(of: key)
        return SearchOrder(meaning.entity, meaning.key, isDescending: isDescending)
    }
}

/// Reads one criterion of an order: `key`, `key ASC`, `key DESC`.
struct SearchOrderParser {
    let grammar: SearchGrammar

    func order(_ text: String) throws(SearchRefusal) -> SearchOrder {
        guard text.utf8.count <= SearchGrammar.orderBytesMax else {
            throw SearchRefusal("An order_by entry must have at most \(SearchGrammar.orderBytesMax) bytes.")
        }
        let tokens: [SearchToken]
        do throws(SearchRefusal) {
            tokens = try SearchLexer.tokens(of: text)
        } catch {
            throw unreadable(text)
        }
        let key: SearchToken.Key
        switch tokens[0].kind {
        case .key(let found): key = found
        case .text(let name, isDoubleQuoted: true): key = .init(entity: nil, name: name, position: 0)
        default: throw unreadable(text)
        }
        let isDescending = try direction(tokens.dropFirst().dropLast(), of: text)
        let meaning = try grammar.orderMeaning(of: key)
        return SearchOrder(meaning.entity, meaning.key, isDescending: isDescending)
    }

    private func direction(_ tokens: ArraySlice<SearchToken>, of text: String) throws(SearchRefusal) -> Bool {
        guard let word = tokens.first else { return false }
        guard tokens.count == 1 else { throw unreadable(text) }
        switch word.source.uppercased() {
        case "ASC": return false
        case "DESC": return true
        default: throw SearchRefusal("Invalid ordering key in order_by clause '\(text)'. Write ASC or DESC.")
        }
    }

    private func unreadable(_ text: String) -> SearchRefusal {
        SearchRefusal("Invalid order_by clause '\(text)'. Could not be parsed; write a key and ASC or DESC.")
    }
}

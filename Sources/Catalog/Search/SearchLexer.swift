/// Cuts a filter into tokens.
struct SearchLexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    private init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// The tokens with `end` as the last one.
    static func tokens(of text: String) throws(SearchRefusal) -> [SearchToken] {
        guard !text.unicodeScalars.contains("\0") else {
            throw SearchRefusal("Invalid filter string: it contains the character NUL.")
        }
        var lexer = SearchLexer(text)
        var tokens: [SearchToken] = []
        repeat { tokens.append(try lexer.token()) } while tokens.last?.kind != .end
        return tokens
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private func refusal(_ detail: String, at start: Int) -> SearchRefusal {
        SearchRefusal("Invalid filter string: \(detail) at position \(start + 1).")
    }

    private mutating func token() throws(SearchRefusal) -> SearchToken {
        while next?.properties.isWhitespace == true { position += 1 }
        let start = position
        let kind = try kind()
        let source = String(String.UnicodeScalarView(scalars[start..<position]))
        return SearchToken(kind: kind, source: source, position: start + 1)
    }

    private mutating func kind() throws(SearchRefusal) -> SearchToken.Kind {
        guard let first = next else { return .end }
        switch first {
        case "(": return punctuation(.opening)
        case ")": return punctuation(.closing)
        case ",": return punctuation(.comma)
        case "=", "!", "<", ">": return .comparator(try comparator())
        case "'": return .text(try quoted("'"), isDoubleQuoted: false)
        case "\"", "`": return try quotedKey()
        case "0"..."9", "-", "+", ".": return .number(try number())
        default:
            guard Self.isBare(first) else {
                throw refusal(
                    "'\(first)' has no meaning here; put text in single quotes. It stands",
                    at: position
                )
            }
            return try bareKey()
        }
    }

    private mutating func punctuation(_ kind: SearchToken.Kind) -> SearchToken.Kind {
        position += 1
        return kind
    }

    private mutating func comparator() throws(SearchRefusal) -> SearchComparator {
        let start = position
        while let scalar = next, "=!<>".unicodeScalars.contains(scalar) { position += 1 }
        let text = String(String.UnicodeScalarView(scalars[start..<position]))
        if text == "<>" { return .notEqual }
        guard let comparator = SearchComparator(rawValue: text) else {
            throw refusal("'\(text)' is no comparison; use =, !=, <, <=, > or >=. It stands", at: start)
        }
        return comparator
    }

    /// Text up to the closing quote. Inside, the quote itself is written twice or after a backslash; a
    /// backslash before anything else stays, as patterns need it.
    private mutating func quoted(_ quote: Unicode.Scalar) throws(SearchRefusal) -> String {
        let start = position
        position += 1
        var text = String.UnicodeScalarView()
        while let scalar = next {
            position += 1
            if scalar == quote {
                guard next == quote else { return String(text) }
                position += 1
            } else if scalar == "\\", next == quote {
                position += 1
                text.append(quote)
                continue
            }
            text.append(scalar)
        }
        throw refusal("the quote is never closed that begins", at: start)
    }
}

// MARK: Keys and numbers

extension SearchLexer {
    /// What keys hold without quotes. A dot ends the entity's name; later ones belong to the key.
    private static func isBare(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || "_-./:@$#".unicodeScalars.contains(scalar)
    }

    /// A word of the language, or a key such as `name`, `tags.team`, tags.`a key`.
    private mutating func bareKey() throws(SearchRefusal) -> SearchToken.Kind {
        let start = position
        var text = String.UnicodeScalarView()
        while let scalar = next, Self.isBare(scalar) {
            position += 1
            text.append(scalar)
        }
        let bare = String(text)
        if let word = SearchToken.Word(rawValue: bare.uppercased()) { return .word(word) }
        if let quote = next, quote == "`" || quote == "\"" {
            guard bare.hasSuffix("."), bare.dropLast().contains(".") == false else {
                throw refusal(
                    "a quoted key must follow its entity and a dot, as in tags.`a key`. It stands",
                    at: start
                )
            }
            let name = try quoted(quote)
            return .key(.init(entity: String(bare.dropLast()), name: name, position: start + 1))
        }
        guard let dot = bare.firstIndex(of: ".") else {
            return .key(.init(entity: nil, name: bare, position: start + 1))
        }
        let name = String(bare[bare.index(after: dot)...])
        guard !name.isEmpty else { throw refusal("a key must follow the dot", at: start) }
        return .key(.init(entity: String(bare[..<dot]), name: name, position: start + 1))
    }

    /// `a key`, "text", or `entity`.key with any mix of quotes.
    private mutating func quotedKey() throws(SearchRefusal) -> SearchToken.Kind {
        let start = position
        let quote = scalars[position]
        let first = try quoted(quote)
        guard next == "." else {
            return quote == "\""
                ? .text(first, isDoubleQuoted: true)
                : .key(.init(entity: nil, name: first, position: start + 1))
        }
        position += 1
        guard let scalar = next else { throw refusal("a key must follow the dot", at: start) }
        if scalar == "`" || scalar == "\"" {
            return .key(.init(entity: first, name: try quoted(scalar), position: start + 1))
        }
        var name = String.UnicodeScalarView()
        while let scalar = next, Self.isBare(scalar) {
            position += 1
            name.append(scalar)
        }
        guard !name.isEmpty else { throw refusal("a key must follow the dot", at: start) }
        return .key(.init(entity: first, name: String(name), position: start + 1))
    }

    private mutating func number() throws(SearchRefusal) -> String {
        let start = position
        position += 1
        while let scalar = next {
            let isSign = scalar == "-" || scalar == "+"
            let followsExponent = scalars[position - 1] == "e" || scalars[position - 1] == "E"
            guard isSign ? followsExponent : Self.isBare(scalar) else { break }
            position += 1
        }
        let text = String(String.UnicodeScalarView(scalars[start..<position]))
        guard let value = Double(text), value.isFinite, text.allSatisfy({ "0123456789+-.eE".contains($0) })
        else {
            throw refusal("'\(text)' is no number; put text in single quotes. It stands", at: start)
        }
        return text
    }
}

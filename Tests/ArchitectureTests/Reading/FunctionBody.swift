/// A function, initialiser, subscript or computed property with its extent in lines.
struct FunctionBody: Equatable, Sendable {
    var name: String
    /// The line of the keyword, one-based.
    var line: Int
    /// From the keyword to the closing brace, both included.
    var lineCount: Int

    /// All bodies of a file, inner functions included; requirements of protocols have none.
    static func all(in code: [Token]) -> [FunctionBody] {
        code.indices.compactMap { body(declaredAt: $0, in: code) }
    }

    private static let keywords: Set = ["func", "init", "deinit", "subscript", "var"]

    private static func body(declaredAt index: Int, in code: [Token]) -> FunctionBody? {
        let keyword = code[index]
        guard keyword.kind == .word, keywords.contains(keyword.text), index + 1 < code.count else {
            return nil
        }
        guard index == 0 || !code[index - 1].isSymbol(".") else { return nil }
        if keyword.text == "init", !["(", "?", "<"].contains(code[index + 1].text) { return nil }
        guard let open = bodyStart(after: index, in: code), let close = closingBrace(of: open, in: code)
        else {
            return nil
        }
        if isRequirement(code[(open + 1)..<close]) { return nil }
        let named = ["func", "var"].contains(keyword.text)
        return FunctionBody(
            name: named ? code[index + 1].text : keyword.text,
            line: keyword.line,
            lineCount: code[close].line - keyword.line + 1
        )
    }

    /// `{ get set }` of a protocol is no body.
    private static func isRequirement(_ body: ArraySlice<Token>) -> Bool {
        let accessors: Set = ["get", "set", "async", "throws", "mutating", "nonmutating"]
        return !body.isEmpty && body.allSatisfy { accessors.contains($0.text) }
    }

    /// The index of the `{` that opens the body, nil where the declaration ends without one.
    private static func bodyStart(after index: Int, in code: [Token]) -> Int? {
        let isProperty = code[index].text == "var"
        var depth = 0
        for position in (index + 1)..<code.count {
            let token = code[position]
            if depth == 0, token.line > code[position - 1].line, !token.isSymbol("{"),
                isProperty || startsDeclaration(token)
            {
                return nil
            }
            switch token.kind == .symbol ? token.text : "" {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return position
            case "}" where depth == 0: return nil
            case "=" where depth == 0 && isProperty: return nil
            default: break
            }
            if depth < 0 { return nil }
        }
        return nil
    }

    private static func startsDeclaration(_ token: Token) -> Bool {
        let starts: Set = [
            "func", "var", "let", "init", "deinit", "subscript", "struct", "class", "enum", "protocol",
            "actor",
            "extension", "static", "mutating", "nonmutating", "package", "private", "internal", "fileprivate",
            "final", "nonisolated", "associatedtype", "typealias", "case", "override", "consuming",
            "borrowing",
            "@", "#", "}",
        ]
        return token.kind != .string && starts.contains(token.text)
    }

    /// The index of the brace that closes the one at `open`.
    static func closingBrace(of open: Int, in code: [Token]) -> Int? {
        var depth = 0
        for position in open..<code.count where code[position].kind == .symbol {
            if code[position].text == "{" { depth += 1 }
            if code[position].text == "}" {
                depth -= 1
                if depth == 0 { return position }
            }
        }
        return nil
    }
}

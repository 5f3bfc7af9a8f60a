/// A type, protocol or function that other targets can see, with whether its documentation stands above it.
struct PackageDeclaration: Equatable, Sendable {
    var keyword: String
    var name: String
    var line: Int
    /// Declared inside a type that has a name and documentation of its own.
    var isNested: Bool
    var isDocumented: Bool

    private static let keywords: Set = ["struct", "class", "enum", "protocol", "actor", "func", "macro"]
    private static let modifiers: Set = [
        "static", "final", "mutating", "nonmutating", "nonisolated", "consuming", "borrowing", "indirect",
        "override", "distributed",
    ]

    static func all(in file: SwiftFile) -> [PackageDeclaration] {
        let lines = file.lines
        return file.code.indices.compactMap { index in
            guard file.code[index].isWord("package") else { return nil }
            let rest = file.code[(index + 1)...].drop { modifiers.contains($0.text) }
            guard let keyword = rest.first, keywords.contains(keyword.text), rest.count > 1 else {
                return nil
            }
            let line = file.code[index].line
            return PackageDeclaration(
                keyword: keyword.text,
                name: rest[rest.startIndex + 1].text,
                line: line,
                isNested: lines[line - 1].hasPrefix(" "),
                isDocumented: isDocumented(line: line, in: lines)
            )
        }
    }

    /// The names of the functions that the file's protocols require.
    static func requirementNames(in file: SwiftFile) -> [String] {
        file.code.indices.flatMap { index -> [String] in
            guard file.code[index].isWord("protocol"),
                let open = file.code[index...].firstIndex(where: { $0.isSymbol("{") }),
                let close = FunctionBody.closingBrace(of: open, in: file.code)
            else { return [] }
            let inside = file.code[open...close]
            return zip(inside, inside.dropFirst()).filter { $0.0.isWord("func") }.map(\.1.text)
        }
    }

    /// Whether the nearest line above that is no attribute and no plain comment is a documentation comment.
    private static func isDocumented(line: Int, in lines: [Substring]) -> Bool {
        for above in lines[..<(line - 1)].reversed() {
            let text = above.drop { $0 == " " }
            if text.hasPrefix("///") { return true }
            guard text.hasPrefix("@") || text.hasPrefix("#if") || text.hasPrefix("//") else { return false }
        }
        return false
    }
}

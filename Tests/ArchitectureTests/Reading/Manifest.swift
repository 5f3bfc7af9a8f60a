/// The targets that `Package.swift` declares, read from its text so that no build folder is locked.
struct Manifest: Sendable {
    struct Target: Sendable, Equatable {
        var name: String
        var isTest: Bool
        var isSystem: Bool
        /// Where the manifest names it, one-based.
        var line: Int
        var path: String?
        /// Targets and products, by the name that an import would use.
        var dependencies: Set<String>
    }

    static let shared = Manifest(text: Checkout.text(of: "Package.swift"))

    let targets: [Target]

    /// Every target but the tests.
    var products: [Target] { targets.filter { !$0.isTest } }

    init(text: String) {
        let code = SwiftLexer.tokens(of: text).filter { $0.kind != .comment }
        let names = Self.namedProducts(in: code)
        targets = code.indices.compactMap { Self.target(at: $0, in: code, names: names) }
    }

    private static let testCalls: Set = ["tests", "testTarget"]
    private static let calls: Set = ["library", "systemLibrary", "target", "executableTarget"]

    private static func target(at index: Int, in code: [Token], names: [String: String]) -> Target? {
        let call = code[index]
        guard call.kind == .word, calls.contains(call.text) || testCalls.contains(call.text) else {
            return nil
        }
        guard let arguments = bracketed(from: index + 1, in: code, "(", ")"), let first = arguments.first
        else {
            return nil
        }
        let start = arguments.startIndex
        let named = first.isWord("name") ? arguments.dropFirst(2).first : first
        guard let name = named, name.kind == .string else { return nil }
        let isLabelled = first.isWord("name")
        let list = arguments.indices.first { position in
            guard arguments[position].isSymbol("["), position > start + 1 else { return false }
            return isLabelled
                ? code[position - 2].isWord("dependencies")
                : code[position - 1].isSymbol(",")
        }
        return Target(
            name: name.text,
            isTest: testCalls.contains(call.text),
            isSystem: call.text == "systemLibrary",
            line: name.line,
            path: value(of: "path", in: arguments),
            dependencies: list.map { dependencies(from: $0, in: code, names: names) } ?? []
        )
    }

    private static func dependencies(from open: Int, in code: [Token], names: [String: String]) -> Set<String>
    {
        guard let elements = bracketed(from: open, in: code, "[", "]") else { return [] }
        var found: Set<String> = []
        var ignored = 0..<0
        for position in elements.indices where !ignored.contains(position) {
            let token = elements[position]
            if let inner = bracketed(from: position, in: code, "(", ")") {
                ignored = inner.startIndex..<inner.endIndex
                value(of: "name", in: inner).map { _ = found.insert($0) }
            } else if token.kind == .string {
                found.insert(token.text)
            } else if token.kind == .word, !code[position - 1].isSymbol(".") {
                found.insert(names[token.text] ?? token.text)
            }
        }
        return found
    }

    /// `let logging = Target.Dependency.product(name: "Logging", …)` as `logging: Logging`.
    private static func namedProducts(in code: [Token]) -> [String: String] {
        var names: [String: String] = [:]
        for index in code.indices.dropLast(8) where code[index].isWord("let") {
            let ahead = code[index..<min(index + 12, code.count)]
            guard ahead.contains(where: { $0.isWord("Dependency") }) else { continue }
            names[code[index + 1].text] = value(of: "name", in: ahead)
        }
        return names
    }

    private static func value(of label: String, in arguments: ArraySlice<Token>) -> String? {
        let label = arguments.indices.first { position in
            arguments[position].isWord(label) && position + 2 < arguments.endIndex
                && arguments[position + 1].isSymbol(":") && arguments[position + 2].kind == .string
        }
        return label.map { arguments[$0 + 2].text }
    }

    /// What stands between the bracket at `index` and its partner; nil when no such bracket stands there.
    private static func bracketed(
        from index: Int,
        in code: [Token],
        _ open: String,
        _ close: String
    ) -> ArraySlice<Token>? {
        guard index < code.count, code[index].isSymbol(open) else { return nil }
        var depth = 0
        for position in index..<code.count {
            if code[position].isSymbol(open) { depth += 1 }
            if code[position].isSymbol(close) { depth -= 1 }
            if depth == 0 { return code[(index + 1)..<position] }
        }
        return nil
    }
}

import Testing

@Suite("Names say what a thing is")
struct NamingTests {
    private static let forbiddenEndings = [
        "Utils", "Util", "Utilities", "Helper", "Helpers", "Manager", "Managers", "Misc", "Extensions",
        "Common",
    ]
    private static let forbiddenNames: Set = [
        "Base", "Core", "Shared", "New", "Old", "Types", "Constants", "Protocols", "Enums",
        "Structs",
    ]

    @Test("No file or folder has a name that could hold anything")
    func noCatchAllNames() {
        for path in Checkout.files where !path.hasPrefix("Samples/") && !path.hasPrefix("docs/") {
            for part in path.split(separator: "/") {
                let stem = part.prefix { $0 != "." }
                let isForbidden =
                    Self.forbiddenNames.contains(String(stem))
                    || Self.forbiddenEndings.contains { stem.hasSuffix($0) }
                #expect(
                    !isForbidden,
                    "\(path):1: `\(stem)` says nothing; name the one concept that is inside"
                )
            }
        }
    }

    @Test("A file is named after something it declares or extends", arguments: Checkout.sources)
    func fileNameMatchesContent(file: SwiftFile) {
        guard file.stem != "main" else { return }
        // A file of extensions and functions alone is named after what they add.
        let types: Set = ["struct", "class", "enum", "protocol", "actor"]
        guard file.code.contains(where: { types.contains($0.text) && $0.kind == .word }) else { return }
        if file.stem.contains("+") { return }
        let concept = String(file.stem.prefix { $0 != "+" })
        #expect(
            declaredNames(in: file).contains { isAbout(concept, name: $0) },
            "\(file.path):1: nothing declared here is called like \(concept); rename the file after its concept"
        )
    }

    /// The names of types, extensions and functions.
    private func declaredNames(in file: SwiftFile) -> [String] {
        let keywords: Set = [
            "struct", "class", "enum", "protocol", "actor", "extension", "typealias", "func", "let",
        ]
        return zip(file.code, file.code.dropFirst()).filter { keywords.contains($0.0.text) }.map(\.1.text)
    }

    /// A file of several small types may be called by the word that they share: `CatalogDrafts` for `ModelDraft`.
    private func isAbout(_ concept: String, name: String) -> Bool {
        let words = concept.camelCaseWords
        guard let first = words.first, let last = words.last else { return false }
        let singular = last.hasSuffix("s") ? String(last.dropLast()) : last
        return name == concept || name.hasSuffix(singular) || (words.count > 1 && name.hasPrefix(first))
    }

    @Test("The top level holds only what everybody expects there")
    func topLevelIsTidy() {
        let expected: Set = [
            ".ci", ".git", ".gitignore", ".swift-format", "CHANGELOG.md", "CONTRIBUTING.md", "Connectors",
            "LICENSE",
            "Makefile", "Migrations", "NOTICE", "Package.resolved", "Package.swift", "Policies", "README.md",
            "Samples",
            "Sources", "Tests", "docs", "scripts", ".build", ".assay", ".swiftpm",
        ]
        for entry in Checkout.topLevelEntries() {
            #expect(
                expected.contains(entry),
                "\(entry):1: move it into a folder of its kind, or ignore it in git"
            )
        }
    }
}

extension String {
    /// `AccessSet` as `Access` and `Set`.
    fileprivate var camelCaseWords: [String] {
        reduce(into: []) { words, character in
            if character.isUppercase || words.isEmpty { words.append("") }
            words[words.count - 1].append(character)
        }
    }
}

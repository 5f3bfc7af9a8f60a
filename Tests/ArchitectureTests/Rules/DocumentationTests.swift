import Testing

@Suite("What other targets can see is documented")
struct DocumentationTests {
    /// Requirements of the language's and the dependencies' protocols, and the one name that a use case has.
    private static let known: Set = [
        "hash", "encode", "next", "makeAsyncIterator", "makeIterator", "makeBody", "run", "validate",
        "handle",
        "respond", "response", "status", "index", "advanced", "distance", "appendLiteral",
        "appendInterpolation",
        "enqueue", "asUnownedSerialExecutor", "callAsFunction",
    ]

    /// Requirements of our own protocols: the protocol says what they promise.
    private static let requirements = Set(
        Checkout.sources.flatMap { PackageDeclaration.requirementNames(in: $0) }
    )

    /// A body of one statement says as much as a sentence could.
    private static let plainLinesMax = 3

    @Test("Types, protocols and functions of package access have a doc comment", arguments: Checkout.sources)
    func declarationsAreDocumented(file: SwiftFile) {
        let declarations = PackageDeclaration.all(in: file)
        let explained = Set(declarations.filter(\.isDocumented).map(\.name))
        let plain = Set(
            FunctionBody.all(in: file.code).filter { $0.lineCount <= Self.plainLinesMax }.map(\.line)
        )
        for declaration in declarations where !declaration.isDocumented {
            let isPlain =
                declaration.keyword == "func"
                ? isConformance(declaration) || plain.contains(declaration.line)
                    || explained.contains(declaration.name)
                : declaration.isNested
            #expect(
                isPlain,
                """
                \(file.path):\(declaration.line): \(declaration.keyword) \(declaration.name) needs a doc comment \
                that says what the signature cannot: shapes, units, limits, errors, source
                """
            )
        }
    }

    private func isConformance(_ declaration: PackageDeclaration) -> Bool {
        let isOperator = declaration.name.allSatisfy { !$0.isLetter && $0 != "_" }
        return isOperator || Self.known.contains(declaration.name)
            || Self.requirements.contains(declaration.name)
    }
}

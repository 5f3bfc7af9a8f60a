import Testing

@Suite("Imports follow docs/architecture.md")
struct ImportTests {
    /// Modules of the toolchain that need no permission.
    private static let free: Set = [
        "Foundation", "FoundationEssentials", "FoundationInternationalization", "Synchronization", "Dispatch",
        "Glibc", "Musl", "Darwin", "RegexBuilder",
    ]

    @Test("Every import is allowed by the row of its target", arguments: Checkout.sources)
    func importsAreAllowed(file: SwiftFile) throws {
        let target = try #require(file.target)
        let row = try #require(LayerTable.shared.row(of: target))
        for (module, line) in file.imports where !Self.free.contains(module) {
            #expect(
                row.imports.contains(module),
                """
                \(file.path):\(line): \(target) may not import \(module). Move the code to a target that may, or \
                change the row at \(LayerTable.path):\(row.line) and the manifest, and say why in docs/decisions.
                """
            )
        }
    }

    @Test("Every Swift file stands in a folder of the table, of the tests, or is the manifest")
    func everyFileHasAHome() {
        for file in Checkout.swiftFiles where file.target == nil && file.path != "Package.swift" {
            #expect(
                file.path.split(separator: "/").dropLast().contains("Tests"),
                "\(file.path):1: no row of \(LayerTable.path) owns this folder; move the file or add the row"
            )
        }
    }

    @Test("Every allowed import is used by some file of the target, once the target has files")
    func noRowAllowsMoreThanItNeeds() {
        let used = Dictionary(grouping: Checkout.sources, by: { $0.target ?? "" })
            .mapValues { files in Set(files.flatMap { $0.imports.map(\.module) }) }
        for row in LayerTable.shared.rows {
            guard let imports = used[row.target] else { continue }
            for module in row.imports.subtracting(imports).sorted() {
                Issue.record(
                    """
                    \(LayerTable.path):\(row.line): no file of \(row.target) imports \(module); take it out of the \
                    row and of Package.swift
                    """,
                    severity: .warning
                )
            }
        }
    }
}

import Testing

@Suite("The manifest and the layer table are read")
struct ManifestTests {
    @Test("Targets are found with path, kind and dependencies")
    func targets() {
        let text = """
            func library(_ name: String, _ d: [Target.Dependency]) -> Target { .target(name: name, dependencies: d) }
            let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
            let all: [Target] = [
                .systemLibrary(name: "CLib", path: "Sources/System/CLib", providers: [.apt(["lib-dev"])]),
                library("One", []),
                library("Two", path: "Elsewhere", exclude: ["Tests"], ["One", logging]),
                .executableTarget(name: "tool", dependencies: ["Two", .product(name: "Yams", package: "Yams")]),
                tests("TwoTests", path: "Tests/Two", ["Two"]),
            ]
            """
        let targets = Manifest(text: text).targets
        #expect(targets.map(\.name) == ["CLib", "One", "Two", "tool", "TwoTests"])
        #expect(targets.map(\.path) == ["Sources/System/CLib", nil, "Elsewhere", nil, "Tests/Two"])
        #expect(targets.map(\.isTest) == [false, false, false, false, true])
        #expect(targets.map(\.dependencies) == [[], [], ["One", "Logging"], ["Two", "Yams"], ["Two"]])
    }

    @Test("Rows carry the layer of the heading above them")
    func rows() throws {
        let table = LayerTable(
            document: """
                ### L2a domain
                | Target | Folder | Responsibility | May import |
                |---|---|---|---|
                | One | Sources/One | does one thing | Two, Logging |
                ### L1 foundations
                | Two | Sources/Two | does another | – |
                ## Rules
                | a | b | c | d |
                """
        )
        #expect(table.rows.map(\.target) == ["One", "Two"])
        #expect(table.rows.map(\.layer) == ["L2a", "L1"])
        #expect(table.rows.map(\.imports) == [["Two", "Logging"], []])
        #expect(table.target(owning: "Sources/One/Feature/File.swift") == "One")
        #expect(table.target(owning: "Sources/One/Tests/File.swift") == nil)
    }
}

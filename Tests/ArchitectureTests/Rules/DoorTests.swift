import Testing

@Suite("One door per outside thing")
struct DoorTests {
    /// Who may import a product from outside; C modules have exactly one door each.
    private static let doors: [String: Set<String>] = [
        "Hummingbird": ["HTTPAPI", "MLflowAPI", "OpenAIAPI", "WebUI", "assay"],
        "HTTPTypes": ["HTTPAPI", "MLflowAPI", "OpenAIAPI", "WebUI"],
        "ArgumentParser": ["Commands", "assay"],
        "AsyncHTTPClient": ["Commands", "ObjectStore", "Upstream"],
        "NIOCore": [
            "HTTPAPI", "MLflowAPI", "OpenAIAPI", "WebUI", "Commands", "ObjectStore", "Upstream", "assay",
        ],
        "NIOHTTP1": ["HTTPAPI", "Commands", "ObjectStore", "Upstream"],
        "NIOSSL": ["assay"],
        "ServiceLifecycle": ["assay"],
        "Yams": ["assay"],
        "PostgresClient": ["Persistence", "SchemaHistory", "assay"],
    ]

    @Test("Products from outside are imported only through their doors", arguments: Checkout.sources)
    func importsUseTheDoors(file: SwiftFile) {
        for (module, line) in file.imports {
            guard let door = Self.doors[module] else { continue }
            #expect(
                door.contains(file.target ?? ""),
                """
                \(file.path):\(line): \(module) is imported only by \(door.sorted().joined(separator: ", ")); \
                offer what is needed there through a port
                """
            )
        }
    }

    @Test("A C module is imported by one target")
    func oneDoorPerCModule() {
        for module in LayerTable.shared.rows.filter({ $0.layer == "L0" }).map(\.target) {
            let importers = Checkout.sources.filter { $0.imports.contains { $0.module == module } }
            let targets = Set(importers.compactMap(\.target))
            let listed = importers.map(\.path).joined(separator: ", ")
            #expect(
                targets.count <= 1,
                "\(module) has \(targets.count) doors (\(listed)); keep one and call it"
            )
        }
    }

    @Test("A module of no row and no door is not imported", arguments: Checkout.sources)
    func noHiddenDependency(file: SwiftFile) {
        for (module, line) in file.imports where module.hasPrefix("NIO") || module.hasPrefix("_") {
            #expect(
                Self.doors[module] != nil,
                "\(file.path):\(line): \(module) is nobody's door; use what the door's own module offers"
            )
        }
    }
}

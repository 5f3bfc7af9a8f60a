import Catalog
import Identifiers
import Testing

@Suite("The lineage graph")
struct LineageGraphTests {
    private static func key(_ kind: LineageNode.Kind, _ number: UInt8) throws -> LineageNode.Key {
        let bytes = [UInt8](repeating: 0, count: 15) + [number]
        return LineageNode.Key(kind, try #require(LineageNode.ID(bytes: bytes)))
    }

    /// dataset 1 -> run 2 -> version 3, dataset 1 -> version 4, and a circle 3 -> 4 -> 3.
    private static func graph() throws -> LineageGraph {
        let keys = try [
            key(.datasetVersion, 1), key(.run, 2), key(.modelVersion, 3), key(.modelVersion, 4),
        ]
        let nodes = keys.enumerated().map { offset, key in
            LineageNode(
                key: key,
                label: "thing \"\(offset)\"",
                reference: "",
                teamID: nil,
                depth: offset,
                isDeleted: false,
                detail: nil
            )
        }
        let steps = [(0, 1), (1, 2), (0, 3), (2, 3), (3, 2)]
        let links = steps.map { LineageLink(from: keys[$0.0], to: keys[$0.1], relation: "made") }
        return LineageGraph(
            start: keys[0],
            direction: .downstream,
            nodes: nodes,
            links: links,
            isTruncated: false
        )
    }

    @Test("What may not be seen is left out, and the answer says so")
    func hides() throws {
        let shown = try Self.graph().showing { $0.key.kind != .run }
        #expect(shown.nodes.map(\.key.kind) == [.datasetVersion, .modelVersion, .modelVersion])
        #expect(shown.links.count == 3)
        #expect(shown.isWithheld)
    }

    @Test("What only a hidden thing leads to goes with it")
    func prunes() throws {
        var graph = try Self.graph()
        graph.links.removeAll { $0.from.kind == .datasetVersion && $0.to.kind == .modelVersion }
        let shown = graph.showing { $0.key.kind != .run }
        #expect(shown.nodes.map(\.key.kind) == [.datasetVersion])
        #expect(shown.links.isEmpty)
        #expect(shown.isWithheld)
    }

    @Test("Who may not see where it begins sees nothing")
    func hidesStart() throws {
        let shown = try Self.graph().showing { $0.key.kind != .datasetVersion }
        #expect(shown.nodes.isEmpty)
    }

    @Test("Who may see all sees all")
    func showsAll() throws {
        let graph = try Self.graph()
        #expect(graph.showing { _ in true } == graph)
    }

    @Test("A label cannot break out of a Mermaid chart")
    func mermaid() throws {
        let chart = try Self.graph().mermaid
        #expect(chart.hasPrefix("flowchart LR\n"))
        #expect(chart.contains("n0[\"dataset version: thing #34;0#34;\"]"))
        #expect(chart.contains("n0 -->|made| n1"))
    }

    @Test(
        "A question begins at what it names",
        arguments: [
            ("dataset:claims/3", LineageNode.Kind.datasetVersion), ("model:fraud (eu)/1", .modelVersion),
            ("features:age/2", .featureSet), ("run:0123456789abcdef0123456789abcdef", .run),
            ("logged_model:m-0123456789abcdef0123456789abcdef", .loggedModel),
            ("deployment:01234567-89ab-cdef-0123-456789abcdef", .deployment),
        ]
    )
    func starts(_ text: String, _ kind: LineageNode.Kind) {
        #expect(LineageStart(text)?.kind == kind)
    }

    @Test(
        "A question that names nothing begins nowhere",
        arguments: [
            "", "claims/3", "dataset:claims", "dataset:claims/0", "dataset:/1", "dataset:a/b/1", "run:xyz",
            "model:a/-1",
            "run:", "table:a/1", "dataset:a/99999999999",
        ]
    )
    func nowhere(_ text: String) {
        #expect(LineageStart(text) == nil)
    }
}

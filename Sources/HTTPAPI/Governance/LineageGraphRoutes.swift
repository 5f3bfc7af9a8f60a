import Access
import Catalog
import Hummingbird
import Workflows

/// `/api/v1/lineage`: the whole way from data to deployments, in either direction.
struct LineageGraphRoutes: Sendable {
    let lineage: FollowLineage

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("lineage", use: follow)
    }

    private func follow(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = request.uri.queryParameters
        guard let direction = LineageGraph.Direction(rawValue: String(query["direction"] ?? "downstream"))
        else {
            throw InvalidInput("direction", "must be downstream or upstream")
        }
        let graph = try await lineage(
            from: query["from"].map(String.init) ?? "",
            direction,
            depthMax: Self.number("depth", request) ?? FollowLineage.depthDefault,
            nodesMax: Self.number("limit", request) ?? FollowLineage.nodesDefault,
            by: context.requireActor()
        )
        switch query["format"] ?? "json" {
        case "json": return try Reply.json(WireLineage(graph))
        case "mermaid": return Reply.bytes(Array(graph.mermaid.utf8), type: "text/plain; charset=utf-8")
        default: throw InvalidInput("format", "must be json or mermaid")
        }
    }

    private static func number(_ name: String, _ request: Request) throws -> Int? {
        try request.uri.queryParameters[Substring(name)].map { text in
            guard let number = Int(text) else { throw InvalidInput(name, "must be a whole number") }
            return number
        }
    }
}

private struct WireLineage: Encodable, Sendable {
    struct Node: Encodable, Sendable {
        /// What edges name, and what `from` takes.
        var ref: String
        var kind: LineageNode.Kind
        var id: LineageNode.ID
        var label: String
        var depth: Int
        var isDeleted: Bool
        var detail: String?
    }

    struct Edge: Encodable, Sendable {
        var from: String
        var to: String
        var relation: String
    }

    var from: String
    var direction: String
    var nodes: [Node]
    var edges: [Edge]
    var isTruncated: Bool
    var isWithheld: Bool

    init(_ graph: LineageGraph) {
        // Ids, not names: a deleted model and its successor may share a name.
        let refs = Dictionary(
            uniqueKeysWithValues: graph.nodes.map { ($0.key, "\($0.key.kind.rawValue)/\($0.key.id)") }
        )
        from = refs[graph.start] ?? ""
        direction = graph.direction.rawValue
        nodes = graph.nodes.map { node in
            Node(
                ref: node.reference,
                kind: node.key.kind,
                id: node.key.id,
                label: node.label,
                depth: node.depth,
                isDeleted: node.isDeleted,
                detail: node.detail
            )
        }
        edges = graph.links.map {
            Edge(from: refs[$0.from] ?? "", to: refs[$0.to] ?? "", relation: $0.relation)
        }
        isTruncated = graph.isTruncated
        isWithheld = graph.isWithheld
    }
}

import Identifiers

/// What the server answers about the way from data to deployments.
struct LineageGraph: Sendable {
    struct Node: Hashable, Sendable {
        /// What edges name: kind and id.
        let key: String
        let kind: String
        let label: String
        let depth: Int64
        let isDeleted: Bool
        let detail: String?
        /// What a question about it begins with.
        let reference: String
    }

    struct Step: Hashable, Sendable {
        let from: String
        let to: String
        let relation: String
    }

    let start: String
    let isDownstream: Bool
    let nodes: [Node]
    let steps: [Step]
    /// What must be said beside the graph, because it is not the whole of it.
    let remarks: [String]

    init(_ answer: JSONValue) throws(CommandFailure) {
        guard let start = answer["from"]?.string, let nodes = answer["nodes"]?.array,
            let steps = answer["edges"]?.array
        else { throw .impossible("the server's lineage is not understood") }
        self.start = start
        isDownstream = answer["direction"]?.string != "upstream"
        self.nodes = nodes.compactMap { Node($0) }
        self.steps = steps.compactMap { Step($0) }
        remarks = [
            answer["is_truncated"] == true ? "There is more; see --depth and --limit." : nil,
            answer["is_withheld"] == true ? "Something is left out that you may not see." : nil,
        ].compactMap { $0 }
    }

    /// One line a thing, below what it came from; what was shown already is not followed again.
    var tree: String {
        let byKey = Dictionary(nodes.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var followers: [String: [Step]] = [:]
        for step in steps { followers[isDownstream ? step.from : step.to, default: []].append(step) }
        var shown: Set<String> = []
        var lines: [String] = []
        func add(_ key: String, _ relation: String?, indent: Int) {
            guard let node = byKey[key] else { return }
            let isNew = shown.insert(key).inserted
            lines.append(Self.line(node, relation, indent: indent, isNew: isNew))
            guard isNew else { return }
            for step in followers[key] ?? [] {
                add(isDownstream ? step.to : step.from, step.relation, indent: indent + 1)
            }
        }
        add(start, nil, indent: 0)
        return lines.map { $0 + "\n" }.joined()
    }

    private static func line(_ node: Node, _ relation: String?, indent: Int, isNew: Bool) -> String {
        let said = [
            String(repeating: "  ", count: indent) + node.kind.replacing("_", with: " "), node.label,
            relation.map { "(\($0))" }, node.detail.map { "[\($0)]" }, node.isDeleted ? "deleted" : nil,
            isNew ? nil : "as above",
        ]
        let indentation = String(repeating: "  ", count: indent)
        let text = said.compactMap { $0 }.joined(separator: " ").drop { $0 == " " }
        return indentation + TerminalText.singleLine(String(text))
    }
}

extension LineageGraph.Node {
    fileprivate init?(_ value: JSONValue) {
        guard let kind = value["kind"]?.string, let id = value["id"]?.string,
            let label = value["label"]?.string
        else { return nil }
        self.init(
            key: "\(kind)/\(id)",
            kind: kind,
            label: label,
            depth: value["depth"]?.integer ?? 0,
            isDeleted: value["is_deleted"] == true,
            detail: value["detail"]?.string,
            reference: value["ref"]?.string ?? ""
        )
    }
}

extension LineageGraph.Step {
    fileprivate init?(_ value: JSONValue) {
        guard let from = value["from"]?.string, let to = value["to"]?.string else { return nil }
        self.init(from: from, to: to, relation: value["relation"]?.string ?? "")
    }
}

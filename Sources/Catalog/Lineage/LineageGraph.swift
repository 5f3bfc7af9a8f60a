/// What lies before or behind a thing: nodes by their distance, and the steps between them.
package struct LineageGraph: Hashable, Sendable {
    package enum Direction: String, Hashable, Sendable, CaseIterable {
        /// From data towards where it ended up.
        case downstream
        /// From a model or deployment back to what it was made from.
        case upstream
    }

    /// Where the question began.
    package var start: LineageNode.Key
    package var direction: Direction
    package var nodes: [LineageNode]
    package var links: [LineageLink]
    /// Whether more lies behind the limits of depth and number.
    package var isTruncated: Bool
    /// Whether something was left out that the asker may not see.
    package var isWithheld: Bool

    package init(
        start: LineageNode.Key,
        direction: Direction,
        nodes: [LineageNode],
        links: [LineageLink],
        isTruncated: Bool,
        isWithheld: Bool = false
    ) {
        self.start = start
        self.direction = direction
        self.nodes = nodes
        self.links = links
        self.isTruncated = isTruncated
        self.isWithheld = isWithheld
    }

    /// The part that can be reached over nodes that may be seen; what lies behind a hidden one goes with it.
    package func showing(_ maySee: (LineageNode) -> Bool) -> LineageGraph {
        let visible = Set(nodes.filter(maySee).map(\.key))
        guard visible.contains(start) else {
            return LineageGraph(
                start: start,
                direction: direction,
                nodes: [],
                links: [],
                isTruncated: isTruncated,
                isWithheld: true
            )
        }
        let reached = reached(over: visible)
        var shown = self
        shown.nodes = nodes.filter { reached.contains($0.key) }
        shown.links = links.filter { reached.contains($0.from) && reached.contains($0.to) }
        shown.isWithheld = shown.nodes.count < nodes.count
        return shown
    }

    private func reached(over visible: Set<LineageNode.Key>) -> Set<LineageNode.Key> {
        var next: [LineageNode.Key: [LineageNode.Key]] = [:]
        for link in links {
            let (from, to) = direction == .downstream ? (link.from, link.to) : (link.to, link.from)
            if visible.contains(from), visible.contains(to) { next[from, default: []].append(to) }
        }
        var reached: Set = [start]
        var open = [start]
        while let node = open.popLast() {
            for other in next[node] ?? [] where reached.insert(other).inserted { open.append(other) }
        }
        return reached
    }
}

package import Access
package import Catalog

/// Follows data to where it ended up, or a model back to what it was made from.
package struct FollowLineage: Sendable {
    package static let depthDefault = 8
    package static let depthMax = 32
    package static let nodesDefault = 500
    package static let nodesMax = 10_000

    private let lineage: any LineageStore
    private let gate: Gate

    package init(lineage: any LineageStore, gate: Gate) {
        self.lineage = lineage
        self.gate = gate
    }

    /// What the asker may not see is left out, with whatever only it leads to; the answer says so.
    package func callAsFunction(
        from text: String,
        _ direction: LineageGraph.Direction,
        depthMax: Int,
        nodesMax: Int,
        by actor: Actor
    ) async throws -> LineageGraph {
        try gate.check(actor, .lineageRead, on: Resource(.modelVersion))
        var check = InputCheck()
        let start = LineageStart(text)
        if start == nil { check.fault("from", "must be one of \(LineageStart.forms)") }
        if !(1...Self.depthMax).contains(depthMax) { check.fault("depth", "must be 1 to \(Self.depthMax)") }
        if !(1...Self.nodesMax).contains(nodesMax) { check.fault("limit", "must be 1 to \(Self.nodesMax)") }
        try check.finish()
        guard let start else { throw InvalidInput([]) }
        let graph = try await lineage.lineage(
            from: start,
            direction,
            depthMax: depthMax,
            nodesMax: nodesMax,
            at: gate.now
        )
        let shown = graph?.showing { node in maySee(node, actor) }
        guard let shown, !shown.nodes.isEmpty else { throw StoreFault.notFound(what: "What `from` names") }
        return shown
    }

    private func maySee(_ node: LineageNode, _ actor: Actor) -> Bool {
        let action = node.key.kind.reading
        let resource = Resource(action.resourceKind, name: node.label, teamID: node.teamID)
        return (try? gate.check(actor, action, on: resource)) != nil
    }
}

package import Identifiers

/// Follows the steps from data to deployments in either direction.
package protocol LineageStore: Sendable {
    /// Nil when there is no such thing to begin at. Nodes are ordered by depth, then kind and label.
    ///
    /// - Parameters:
    ///   - depthMax: At most this many steps, 1 to 32.
    ///   - nodesMax: At most this many nodes, 1 to 10,000, the nearest first; `isTruncated` says when there are more.
    ///   - now: Data whose retention has ended by then is marked.
    func lineage(
        from start: LineageStart,
        _ direction: LineageGraph.Direction,
        depthMax: Int,
        nodesMax: Int,
        at now: Instant
    ) async throws -> LineageGraph?
}

package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresTraceStore {
    package func link(_ traces: [String], to targets: [TraceLink], under grant: borrowing Grant) async throws
        -> Recorded<TraceLinks>
    {
        let (now, creator) = (grant.grantedAt, grant.actor.principalID)
        return try await ledger.record("Links of traces", under: grant) { connection in
            let made = try await connection.query(
                """
                INSERT INTO trace_links (trace_id, kind, target, created_at, created_by)
                SELECT DISTINCT t.id, g.kind, g.target, \(now), \(creator) FROM unnest(\(traces)) AS t (id)
                    CROSS JOIN unnest(\(targets.map(\.kind)), \(targets.map(\.target))) AS g (kind, target)
                ON CONFLICT (trace_id, kind, target) DO NOTHING RETURNING trace_id
                """
            )
            let links = TraceLinks(traceIDs: traces, targets: targets, newCount: made.count)
            return try Change(
                links,
                subject(of: links),
                details: [
                    "traces": .string("\(traces.count)"), "targets": .string("\(targets.count)"),
                    "new": .string("\(made.count)"),
                ]
            )
        }
    }

    /// The run, or the trace that is linked to prompts.
    private func subject(of links: TraceLinks) -> ChangedSubject {
        if case .run(let id)? = links.targets.first { return ChangedSubject(id: id.hex) }
        return ChangedSubject(id: links.traceIDs.first ?? "")
    }
}

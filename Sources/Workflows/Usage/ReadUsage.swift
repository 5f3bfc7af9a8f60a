package import Access
import Identifiers

/// Who used which model for what, and what it took.
package struct ReadUsage: Sendable {
    /// The most groups of one report.
    package static let groupsMax = 10_000
    /// The longest time of one report; records are kept as long.
    package static let daysMax = 400

    private let store: any UsageStore
    private let gate: Gate

    package init(store: any UsageStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    /// The last 30 days where no time is given.
    package func callAsFunction(_ asked: UsageRequest, by actor: Actor) async throws -> UsageReport {
        try gate.check(actor, .usageRead, on: Resource(.usage))
        let query = try asked.query(at: gate.now)
        let sums = try await store.sums(query, limit: Self.groupsMax + 1)
        guard sums.count <= Self.groupsMax else {
            throw InvalidInput(
                "group_by",
                "the report would have over \(Self.groupsMax) lines; group by less or choose a shorter time"
            )
        }
        return UsageReport(query: query, sums: sums)
    }
}

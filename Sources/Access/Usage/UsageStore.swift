/// Where usage is kept: written once, never changed.
package protocol UsageStore: Sendable {
    /// All of them or none; a record whose id is there already is passed over. Throws `StoreFault`.
    func append(_ records: [UsageRecord]) async throws
    /// Sums in the order of their group's members, at most `limit`.
    func sums(_ query: UsageQuery, limit: Int) async throws -> [UsageSum]
}

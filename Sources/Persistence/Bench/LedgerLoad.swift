package import Access
package import PostgresClient

/// Transactions of the ledger that change nothing else: what an audit entry costs by itself, for benchmarks.
package struct LedgerLoad: Sendable {
    private let ledger: Ledger

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        ledger = Ledger(pool: pool)
    }

    /// One transaction with one entry, committed when this returns.
    package func record(under grant: borrowing Grant) async throws {
        _ = try await ledger.record("The measured entry", under: grant) { _ in try MeasuredEntry.change() }
    }
}

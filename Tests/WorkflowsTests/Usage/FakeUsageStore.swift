import Access
import Logging
import Synchronization

/// Keeps usage in memory, or is away.
final class FakeUsageStore: UsageStore {
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private struct State {
        var batches: [[UsageRecord]] = []
        var isAway = false
    }

    private let state = Mutex(State())

    var batches: [[UsageRecord]] { state.withLock { $0.batches } }
    var records: [UsageRecord] { batches.flatMap { $0 } }

    func goAway(_ isAway: Bool) {
        state.withLock { $0.isAway = isAway }
    }

    func append(_ records: [UsageRecord]) async throws {
        try state.withLock { state in
            guard !state.isAway else { throw StoreFault.unavailable(retryAfterSeconds: 2) }
            state.batches.append(records)
        }
    }

    func sums(_ query: UsageQuery, limit: Int) async throws -> [UsageSum] { [] }
}

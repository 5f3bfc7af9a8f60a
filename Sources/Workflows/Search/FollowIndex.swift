package import Identifiers
package import Logging
package import Retrieval
import Synchronization

/// Keeps the search index in line with the database: loads it once, then follows the feed.
package final class FollowIndex: Sendable {
    private static let loadBatchSize = 4_000
    private static let changesMax = 2_000
    /// How long to wait before asking again when the database could not be reached.
    private static let retrySeconds = 1

    private let index: SearchIndex
    private let feed: any ChunkFeed
    private let modelDigest: Digest?
    private let logger: Logger
    private let isLoaded = Mutex(false)

    package init(index: SearchIndex, feed: any ChunkFeed, modelDigest: Digest?, logger: Logger) {
        self.index = index
        self.feed = feed
        self.modelDigest = modelDigest
        self.logger = logger
    }

    /// Whether everything that was committed before the start can be found.
    package var isReady: Bool { isLoaded.withLock { $0 } }

    /// Runs until the task is cancelled.
    package func run() async throws {
        let wakeUps = try await feed.wakeUps()
        var position = try await loaded()
        isLoaded.withLock { $0 = true }
        logger.info("search index loaded", metadata: ["chunks": "\(index.size.chunkCount)"])
        for await _ in wakeUps {
            position = await caughtUp(from: position)
            if Task.isCancelled { return }
        }
    }

    /// Loads everything; begins again when the database goes away meanwhile, which does no harm to the index.
    private func loaded() async throws -> Int64 {
        while true {
            do {
                return try await feed.load(modelDigest: modelDigest, batchSize: Self.loadBatchSize) { batch in
                    try self.index.apply(batch)
                }
            } catch let error as SearchIndexError {
                throw error
            } catch {
                try Task.checkCancellation()
                logger.warning("the search index cannot be loaded", metadata: ["error": "\(error)"])
                try await Task.sleep(for: .seconds(Self.retrySeconds))
            }
        }
    }

    /// Applies changes until there are none; a fault of the database is waited out, not given up on.
    private func caughtUp(from start: Int64) async -> Int64 {
        var position = start
        while !Task.isCancelled {
            do {
                let step = try await feed.changes(
                    after: position,
                    modelDigest: modelDigest,
                    limit: Self.changesMax
                )
                if step.position == position { return position }
                try index.apply(step.changes)
                position = step.position
            } catch {
                logger.warning("the search index cannot follow the database", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(Self.retrySeconds))
            }
        }
        return position
    }
}

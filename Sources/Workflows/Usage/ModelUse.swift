import Access
import Identifiers
import Retrieval

/// What was asked of a model and what it cost, before it is known for whom.
struct ModelUse: Hashable, Sendable {
    var texts = 0
    var tokensRead = 0
    var cost = InferenceCost.none

    mutating func add(_ batch: EmbeddingBatch) {
        texts += batch.tokenCounts.count
        tokensRead += batch.tokenCounts.reduce(0, +)
        cost = cost + batch.cost
    }

    /// The record of it. `actor` is nil for work that nobody asked for.
    func record(
        _ kind: UsageRecord.Kind,
        of model: ModelIdentity,
        by actor: Actor?,
        at now: Instant
    ) -> UsageRecord {
        UsageRecord(
            id: .new(at: now),
            at: now,
            principalID: actor?.principalID,
            teamID: actor?.firstGroup?.id,
            kind: kind,
            model: .init(name: model.name, version: model.version, digest: model.digest),
            texts: texts,
            tokensRead: tokensRead,
            tokensComputed: cost.tokensComputed,
            textsReused: cost.textsReused,
            computeMicroseconds: cost.computeMicroseconds,
            queueMicroseconds: cost.queueMicroseconds,
            batchShare: cost.batchShare
        )
    }
}

extension ModelUse {
    init(_ batch: EmbeddingBatch) {
        add(batch)
    }

    init(_ batch: RerankBatch) {
        texts = batch.tokenCounts.count
        tokensRead = batch.tokenCounts.reduce(0, +)
        cost = batch.cost
    }
}

import Access
import Identifiers
import Retrieval

/// What was asked of a model and what it cost, before it is known for whom.
struct ModelUse: Hashable, Sendable {
    var texts = 0
    var tokensRead = 0
    var cost = InferenceCost.none

    /// Both together.
    mutating func add(_ other: ModelUse) {
        texts += other.texts
        tokensRead += other.tokensRead
        cost = cost + other.cost
    }

    /// The record of it. `actor` is nil for work that nobody asked for.
    func record(
        _ kind: UsageRecord.Kind,
        _ outcome: UsageRecord.Outcome,
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
            outcome: outcome,
            model: .init(
                name: model.name,
                version: model.version,
                digest: model.digest,
                precision: model.precision
            ),
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
        texts = batch.tokenCounts.count
        tokensRead = batch.tokenCounts.reduce(0, +)
        cost = batch.cost
    }

    init(_ batch: RerankBatch) {
        texts = batch.tokenCounts.count
        tokensRead = batch.tokenCounts.reduce(0, +)
        cost = batch.cost
    }

    init(_ unfinished: UnfinishedInference) {
        texts = unfinished.texts
        tokensRead = unfinished.tokensRead
        cost = unfinished.cost
    }
}

package import Retrieval

/// A cross-encoder on a backend of this machine.
package final class LocalReranker: TextReranker {
    package let identity: ModelIdentity
    package let tokensMax: Int
    private let reader: PairReader
    private let requests: ModelRequests

    init(_ identity: ModelIdentity, _ model: LoadedModel, _ requests: ModelRequests) {
        self.identity = identity
        tokensMax = model.tokensMax
        reader = PairReader(tokenizer: model.tokenizer, tokensMax: model.tokensMax)
        self.requests = requests
    }

    package func rerank(
        _ query: String,
        _ documents: [String],
        longText: LongText,
        priority: InferencePriority
    ) async throws -> RerankBatch {
        try await requests.measured(priority) { arrival in
            let pairs = try await read(query, documents, longText)
            let answer = try await requests.answer(
                pairs.map(\.input),
                of: (texts: pairs.count, tokensRead: pairs.reduce(0) { $0 + $1.input.tokens.count }),
                priority: priority,
                arrival: arrival
            )
            let cost = InferenceCost(
                answer.computed,
                textsReused: answer.isComputed.count { !$0 }
            )
            let batch = RerankBatch(
                scores: answer.results.map { $0.first ?? 0 },
                tokenCounts: pairs.map(\.input.tokens.count),
                truncated: pairs.indices.filter { pairs[$0].isTruncated },
                cost: cost
            )
            return (batch, cost)
        }
    }

    @concurrent
    private func read(
        _ query: String,
        _ documents: [String],
        _ longText: LongText
    ) async throws -> [PairReading] {
        let query = reader.query(query)
        return try await ReadingInParts.map(documents.count) { [reader] index in
            try reader.read(query, documents[index], at: index, longText)
        }
    }
}

internal import Inference
package import Retrieval

/// A cross-encoder on a backend of this machine.
package final class LocalReranker: TextReranker {
    package let identity: ModelIdentity
    package let tokensMax: Int
    private let tokenizer: any Tokenizer
    private let requests: ModelRequests

    private struct Pair: Sendable {
        let input: ModelInput
        let isTruncated: Bool
    }

    init(_ identity: ModelIdentity, _ model: LoadedModel, _ requests: ModelRequests) {
        self.identity = identity
        tokensMax = model.tokensMax
        tokenizer = model.tokenizer
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

    /// The query is read once.
    @concurrent
    private func read(
        _ query: String,
        _ documents: [String],
        _ longText: LongText
    ) async throws -> [Pair] {
        let room = max(0, tokensMax - tokenizer.template.pairCount)
        let asked = tokenizer.pieces(of: query, tokensMax: room + 1)
        return try await ReadingInParts.map(documents.count) { index in
            try self.pair(query, asked, documents[index], at: index, longText)
        }
    }

    private func pair(
        _ query: String,
        _ asked: [Int32],
        _ document: String,
        at index: Int,
        _ longText: LongText
    ) throws -> Pair {
        let room = max(0, tokensMax - tokenizer.template.pairCount)
        let pieces = tokenizer.pieces(of: document, tokensMax: room + 1)
        let isTruncated = asked.count + pieces.count > room
        if isTruncated, longText != .truncate {
            let tokens = tokenizer.pieces(of: query).count + tokenizer.pieces(of: document).count
            throw InferenceError.textTooLong(
                index: index,
                tokens: tokens + tokenizer.template.pairCount,
                tokensMax: tokensMax
            )
        }
        let pair = tokenizer.encode(pieces: asked[...], pieces[...], tokensMax: tokensMax)
        let input = ModelInput(tokens: pair.tokens, secondPart: pair.segments.firstIndex { $0 > 0 })
        return Pair(input: input, isTruncated: isTruncated)
    }
}

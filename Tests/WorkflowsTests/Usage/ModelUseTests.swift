import Retrieval
import Testing

@testable import Workflows

@Suite("What a request took of a model")
struct ModelUseTests {
    private static func cost(_ tokens: Int, share: Double) -> InferenceCost {
        InferenceCost(
            queueMicroseconds: 10,
            computeMicroseconds: Int64(tokens) * 2,
            batchShare: share,
            tokensComputed: tokens,
            textsReused: 1
        )
    }

    @Test("Costs add up, shares by their tokens")
    func sum() {
        let sum = Self.cost(30, share: 0.5) + Self.cost(10, share: 1) + .none
        #expect(sum.queueMicroseconds == 20 && sum.computeMicroseconds == 80)
        #expect(sum.tokensComputed == 40 && sum.textsReused == 2)
        #expect(sum.batchShare == 0.625)
        #expect((InferenceCost.none + .none).batchShare == 0)
    }

    @Test("An embedder that is asked several times tells what all of it took")
    func metered() async throws {
        let embedder = MeteredEmbedder(FakeEmbedder())
        _ = try await embedder.embed(["a", "b c"], priority: .interactive)
        _ = try await embedder.embed(["d"], priority: .interactive)
        #expect(embedder.use.texts == 3 && embedder.use.tokensRead == 4)
        #expect(embedder.use.cost.computeMicroseconds == 400)
    }
}

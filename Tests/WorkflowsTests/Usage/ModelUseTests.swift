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
        let tally = UseTally()
        let embedder = MeteredEmbedder(FakeEmbedder(), tally)
        _ = try await embedder.embed(["a", "b c"], priority: .interactive)
        _ = try await embedder.embed(["d"], priority: .interactive)
        let use = try #require(tally.use)
        #expect(use.texts == 3 && use.tokensRead == 4 && use.cost.computeMicroseconds == 400)
    }

    @Test(
        "What ends before its answer counts until then; what is refused at once is no use",
        arguments: [
            (
                UnfinishedInference(
                    texts: 2,
                    tokensRead: 5,
                    cost: cost(3, share: 1),
                    reason: CancellationError()
                ), 5
            ),
            (CancellationError(), 0), (InferenceError.overloaded(retryAfterSeconds: 1), nil),
            (InferenceError.stopped, nil),
        ] as [(any Error, Int?)]
    )
    func unfinished(error: any Error, tokensRead: Int?) async throws {
        let tally = UseTally()
        let embedder = MeteredEmbedder(FakeEmbedder(failure: error), tally)
        let thrown = await #expect(throws: (any Error).self) {
            try await embedder.embed(["a", "b"], priority: .interactive)
        }
        #expect(!(thrown is UnfinishedInference), "callers see the reason alone")
        #expect(tally.use?.tokensRead == tokensRead)
        #expect(tally.use?.texts == tokensRead.map { _ in 2 })
        #expect(tally.use?.cost.tokensComputed == tokensRead.map { $0 == 0 ? 0 : 3 })
    }
}

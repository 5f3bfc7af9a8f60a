internal import Inference
internal import Tensors

/// Computes rounds of one model on the compute threads, in memory that is there before.
final class ModelExecutor: Sendable {
    private let encoder: TextEncoder
    private let crossEncoder: CrossEncoder?
    private let pool: ComputePool
    /// One for each thread, and one that several threads share.
    private let memories: [EncoderWorkspace]
    private let shared: EncoderWorkspace

    init(_ model: LoadedModel, pool: ComputePool, limits: ServingLimits) {
        encoder = model.encoder
        crossEncoder = model.crossEncoder
        self.pool = pool
        let plan = WorkspacePlan(tokensMax: model.tokensMax, threads: pool.threads, limits)
        memories = (0..<pool.threads).map { _ in
            model.encoder.makeWorkspace(
                tokensMax: plan.soloTokensMax,
                textsMax: plan.textsMax,
                longest: plan.soloLongest
            )
        }
        shared = model.encoder.makeWorkspace(
            tokensMax: plan.sharedTokensMax,
            textsMax: plan.textsMax,
            longest: model.tokensMax,
            lanes: plan.sharedLanes
        )
    }

    /// Calls `completion` with a vector, or a single score, for each input in order, on a compute thread.
    ///
    /// The round's threads must be free: whoever takes them gives them back in `completion`.
    func run(
        _ inputs: [ModelInput],
        in round: ServingRound,
        completion: @escaping @Sendable ([[Float]]) -> Void
    ) {
        var batch = RaggedBatch()
        for input in inputs { batch.append(input.tokens, secondPart: input.secondPart) }
        let filled = batch
        let memory = round.isShared ? shared : memories[round.slots[0]]
        pool.submit(lanes: round.slots.count) { [encoder] lane in
            encoder.embed(filled, memory, lane)
        } completion: { [self] in
            completion(results(filled.count, memory))
        }
    }

    private func results(_ count: Int, _ memory: EncoderWorkspace) -> [[Float]] {
        guard let crossEncoder else { return (0..<count).map { memory.vectors.row($0) } }
        return crossEncoder.judgements(count, memory).map { [$0.score ?? 0] }
    }
}

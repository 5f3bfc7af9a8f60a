internal import Tensors

/// Computes rounds of one model on the compute threads, in memory that is there before.
final class ProcessorExecutor: RoundExecutor {
    private let encoder: TextEncoder
    /// Of a model that judges pairs.
    private let crossEncoder: CrossEncoder?
    private let pool: ComputePool
    /// One for each thread, and one that several threads share.
    private let memories: [EncoderWorkspace]
    private let shared: EncoderWorkspace

    init(_ model: EncoderSource, _ plan: RoundPlan, _ pool: ComputePool) throws(ModelFileError) {
        self.pool = pool
        switch model.head {
        case .vectors(let pooling):
            crossEncoder = nil
            encoder = try TextEncoder(
                model.configuration,
                weights: model.tensors,
                pooling: pooling,
                precision: model.precision
            )
        case .labels(let settings):
            let judge = try CrossEncoder(
                model.configuration,
                settings: settings,
                weights: model.tensors,
                precision: model.precision
            )
            crossEncoder = judge
            encoder = judge.encoder
        }
        let encoder = encoder
        memories = (0..<pool.threads).map { _ in ProcessorWorkspace.alone(plan).make(encoder) }
        shared = ProcessorWorkspace.shared(plan).make(encoder)
    }

    var numbersPerResult: Int { crossEncoder?.labels ?? encoder.configuration.hidden }

    func run(
        _ round: ComputeRound,
        completion: @escaping @Sendable (Result<[[Float]], any Error>) -> Void
    ) {
        let (batch, memory) = (round.batch, round.isShared ? shared : memories[round.slots[0]])
        pool.submit(lanes: round.slots.count) { [encoder] lane in
            encoder.embed(batch, memory, lane)
        } completion: { [self] in
            completion(.success(results(batch.count, memory)))
        }
    }

    private func results(_ count: Int, _ memory: EncoderWorkspace) -> [[Float]] {
        guard let crossEncoder else { return (0..<count).map { memory.vectors.row($0) } }
        return crossEncoder.judgements(count, memory).map { judgement in
            judgement.score.map { [$0] } ?? judgement.logits
        }
    }
}

internal import Tensors

/// Computes rounds of one model on the compute threads, in memory that is there before.
final class ProcessorExecutor: RoundExecutor {
    private let model: EncoderWithHead
    private let pool: ComputePool
    /// One for each thread, and one that several threads share.
    private let memories: [EncoderWorkspace]
    private let shared: EncoderWorkspace

    init(_ source: EncoderSource, _ plan: RoundPlan, _ pool: ComputePool) throws(ModelFileError) {
        let model = try EncoderWithHead(source)
        self.model = model
        self.pool = pool
        memories = (0..<pool.threads).map { _ in ProcessorWorkspace.alone(plan).make(model.encoder) }
        shared = ProcessorWorkspace.shared(plan).make(model.encoder)
    }

    var numbersPerResult: Int { model.numbersPerResult }

    func run(
        _ round: ComputeRound,
        completion: @escaping @Sendable (Result<[[Float]], any Error>) -> Void
    ) {
        let (batch, memory) = (round.batch, round.isShared ? shared : memories[round.slots[0]])
        pool.submit(lanes: round.slots.count) { [self] lane in
            model.encoder.embed(batch, memory, lane)
        } completion: { [self] in
            completion(.success(model.results(batch.count, memory)))
        }
    }
}

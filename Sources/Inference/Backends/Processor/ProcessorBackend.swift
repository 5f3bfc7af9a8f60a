package import Tensors

/// This machine's processors: a slot is a compute thread.
package struct ProcessorBackend: ComputeBackend {
    package let memoryBytesMax: Int?
    private let pool: ComputePool
    private let rounds: ProcessorRounds

    /// The pool's threads stay its owner's, who stops them when nothing is computed any more.
    package init(
        pool: ComputePool,
        memoryBytesMax: Int? = nil,
        rounds: ProcessorRounds = ProcessorRounds()
    ) {
        self.pool = pool
        self.memoryBytesMax = memoryBytesMax
        self.rounds = rounds
    }

    package var name: String { "processor" }
    package var hardware: String { "\(pool.threads) threads, \(InstructionLevel.supported) instructions" }
    package var slots: Int { pool.threads }

    package var abilities: BackendAbilities {
        BackendAbilities(
            families: Set(EncoderFamily.allCases),
            precisions: Set(EncoderPrecision.allCases),
            judgesPairs: true
        )
    }

    package func plan(_ model: EncoderSource) throws -> EncoderPlan {
        let rounds = rounds.plan(textTokensMax: model.tokensMax, threads: pool.threads)
        let memory = EncoderMemory(model.configuration, model.precision)
        let alone = ProcessorWorkspace.alone(rounds).bytes(memory)
        let shared = ProcessorWorkspace.shared(rounds).bytes(memory)
        return EncoderPlan(
            memoryBytes: memory.weightsBytes + model.head.denseBytes + pool.threads * alone + shared,
            precision: model.precision.rawValue,
            variant: model.variant?.rawValue,
            rounds: rounds
        )
    }

    package func load(_ model: EncoderSource, _ plan: EncoderPlan) async throws -> any RoundExecutor {
        try ProcessorExecutor(model, plan.rounds, pool)
    }
}

/// The room of one round's working memory on the processors.
struct ProcessorWorkspace: Equatable, Sendable {
    let tokensMax: Int
    let textsMax: Int
    let longest: Int
    let lanes: Int

    /// One for each thread.
    static func alone(_ plan: RoundPlan) -> ProcessorWorkspace {
        ProcessorWorkspace(
            tokensMax: plan.soloTokensMax,
            textsMax: plan.roundTokensMax,
            longest: min(plan.textTokensMax, plan.soloTokensMax),
            lanes: 1
        )
    }

    /// One that several threads share.
    static func shared(_ plan: RoundPlan) -> ProcessorWorkspace {
        ProcessorWorkspace(
            tokensMax: max(plan.roundTokensMax, plan.textTokensMax),
            textsMax: plan.roundTokensMax,
            longest: plan.textTokensMax,
            lanes: plan.sharedSlots
        )
    }

    func bytes(_ memory: EncoderMemory) -> Int {
        memory.workspaceBytes(tokensMax: tokensMax, textsMax: textsMax, longest: longest, lanes: lanes)
    }

    func make(_ encoder: TextEncoder) -> EncoderWorkspace {
        encoder.makeWorkspace(tokensMax: tokensMax, textsMax: textsMax, longest: longest, lanes: lanes)
    }
}

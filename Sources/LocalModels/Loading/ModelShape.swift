internal import Inference

/// What decides how much memory a model takes, known before its weights are unpacked.
struct ModelShape: Sendable {
    let configuration: EncoderConfiguration
    let tokensMax: Int
    let precision: EncoderPrecision
    let tensors: any TensorSource

    init(_ files: ModelPackage, configured: EncoderPrecision?) throws {
        configuration = try EncoderConfiguration(files.configuration)
        tokensMax = try TokenLimit.read(files.limits, positions: configuration.positions)
        tensors = try files.tensors()
        precision = try tensors.precision(asked: configured)
    }

    /// Nil where the model is computed as its weights are stored.
    var variant: EncoderPrecision? { precision == tensors.storedPrecision ?? .single ? nil : precision }

    /// Weights and the working memory of so many threads.
    func memoryBytes(threads: Int, _ limits: ServingLimits) -> Int {
        let memory = EncoderMemory(configuration, precision)
        let room = WorkspacePlan(tokensMax: tokensMax, threads: threads, limits)
        let alone = memory.workspaceBytes(
            tokensMax: room.soloTokensMax,
            textsMax: room.textsMax,
            longest: room.soloLongest
        )
        let shared = memory.workspaceBytes(
            tokensMax: room.sharedTokensMax,
            textsMax: room.textsMax,
            longest: tokensMax,
            lanes: room.sharedLanes
        )
        return memory.weightsBytes + threads * alone + shared
    }
}

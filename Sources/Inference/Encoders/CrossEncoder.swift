internal import Glibc
package import Tensors

/// An encoder with a classification head, which judges two texts read together.
package struct CrossEncoder: Sendable {
    /// What the head says of one pair.
    package struct Judgement: Equatable, Sendable {
        /// One number for each label, in the model's order.
        package let logits: [Float]

        /// With a single label the logistic function of its logit, between 0 and 1; nil with several labels.
        package var score: Float? {
            logits.count == 1 ? 1 / (1 + expf(-logits[0])) : nil
        }
    }

    package let encoder: TextEncoder
    private let head: ClassificationHead

    /// `settings` is the `config.json` that `configuration` was read from.
    package init(
        _ configuration: EncoderConfiguration,
        settings: ModelFile,
        weights file: any TensorSource,
        precision: EncoderPrecision? = nil,
        level: InstructionLevel = .supported
    ) throws(ModelFileError) {
        let keys = try ConfigurationReader(settings)
        encoder = try TextEncoder(
            configuration,
            weights: file,
            pooling: try ClassificationHead.pooling(configuration.family, keys),
            normalises: false,
            precision: precision,
            level: level
        )
        let reader = EncoderWeightReader(file, configuration, precision: .single, level: level)
        head = try ClassificationHead(reader, configuration, keys)
    }

    package var labels: Int { head.labels }

    /// Judges a batch of pairs on the caller's thread.
    package func judge(_ batch: RaggedBatch) -> [Judgement] {
        let memory = encoder.makeWorkspace(
            tokensMax: batch.tokens.count,
            textsMax: batch.count,
            longest: batch.longest
        )
        encoder.embed(batch, memory, .alone)
        return judgements(batch.count, memory)
    }

    /// The head's part, after every lane has passed `encoder.embed` with the same memory.
    package func judgements(_ count: Int, _ memory: EncoderWorkspace) -> [Judgement] {
        (0..<count).map { Judgement(logits: head.apply(to: memory.vectors.row($0))) }
    }
}

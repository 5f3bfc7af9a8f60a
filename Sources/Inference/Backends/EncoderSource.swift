/// An encoder as its files describe it, before its weights are unpacked: what a backend loads.
package struct EncoderSource: Sendable {
    /// What becomes of the tokens' vectors.
    package enum Head: Sendable {
        /// One vector for each text: pooled, then through the linear layers in their order.
        case vectors(SentencePooling, dense: [SentenceDense])
        /// One number for each label; `settings` is the `config.json`, which describes the head.
        case labels(settings: ModelFile)
    }

    package let configuration: EncoderConfiguration
    package let head: Head
    package let tensors: any TensorSource
    /// What is asked for, or what the weights are stored in.
    package let precision: EncoderPrecision
    /// Tokens of the longest text, the special ones included.
    package let tokensMax: Int

    /// Fails when the weights are stored in another precision than `asked`.
    package init(
        _ configuration: EncoderConfiguration,
        head: Head,
        tensors: any TensorSource,
        asked: EncoderPrecision?,
        tokensMax: Int
    ) throws(ModelFileError) {
        self.configuration = configuration
        self.head = head
        self.tensors = tensors
        self.tokensMax = tokensMax
        precision = try tensors.precision(asked: asked)
    }

    /// The same model with other weights, in the precision in which these are stored.
    package func with(_ tensors: any TensorSource) throws(ModelFileError) -> EncoderSource {
        try EncoderSource(configuration, head: head, tensors: tensors, asked: nil, tokensMax: tokensMax)
    }

    package var judgesPairs: Bool {
        if case .labels = head { true } else { false }
    }

    /// Nil where the model is to be computed as its weights are stored.
    package var variant: EncoderPrecision? {
        precision == tensors.storedPrecision ?? .single ? nil : precision
    }
}

extension EncoderSource.Head {
    /// What the linear layers after the pooling take, which are unpacked when their files are read.
    var denseBytes: Int {
        guard case .vectors(_, let dense) = self else { return 0 }
        return dense.reduce(0) { $0 + $1.memoryBytes }
    }
}

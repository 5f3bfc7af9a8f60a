internal import Inference

/// What the files say, whatever their layout.
extension ModelPackage {
    func encoderConfiguration() throws(ModelFileError) -> EncoderConfiguration {
        if let whole { return whole.configuration }
        return try EncoderConfiguration(configuration)
    }

    func readTokenizer() throws(ModelFileError) -> any Tokenizer {
        if let whole { return try whole.tokenizer() }
        return try TokenizerFile.tokenizer(tokenizer)
    }

    /// Without a file that says it the mean, as sentence-transformers does.
    func readPooling(hidden: Int) throws(ModelFileError) -> SentencePooling {
        if let whole { return whole.pooling }
        guard let pooling else { return .mean }
        return try SentencePooling(pooling, hidden: hidden)
    }

    /// The linear layers after the pooling, the first of which takes `hidden` numbers.
    func readDense(hidden: Int) throws(ModelFileError) -> [SentenceDense] {
        var layers: [SentenceDense] = []
        for files in dense {
            let inputs = layers.last?.outputs ?? hidden
            layers.append(
                try SentenceDense(settings: files.settings, weights: files.weights, inputs: inputs)
            )
        }
        return layers
    }
}

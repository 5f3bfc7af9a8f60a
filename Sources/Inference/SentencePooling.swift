/// How token vectors become one text vector, from `1_Pooling/config.json`; the result is always normalised.
package enum SentencePooling: Equatable, Sendable {
    case mean
    case firstToken

    /// Exactly one mode must be on, and be one that is known; keys that are absent are off.
    package init(_ file: ModelFile, hidden: Int) throws(ModelFileError) {
        let keys = try ConfigurationReader(file)
        if keys.optional("word_embedding_dimension") != nil {
            _ = try keys.integer("word_embedding_dimension", in: hidden...hidden)
        }
        let others = [
            "pooling_mode_max_tokens", "pooling_mode_mean_sqrt_len_tokens",
            "pooling_mode_weightedmean_tokens",
            "pooling_mode_lasttoken",
        ]
        for key in others where try keys.bool(key, absent: false) {
            throw keys.failure(key, .unsupported("mean and first-token pooling are"))
        }
        let mean = try keys.bool("pooling_mode_mean_tokens", absent: false)
        let first = try keys.bool("pooling_mode_cls_token", absent: false)
        guard mean != first else {
            throw keys.failure("pooling_mode_mean_tokens", .outOfRange("exactly one pooling mode must be on"))
        }
        self = mean ? .mean : .firstToken
    }
}

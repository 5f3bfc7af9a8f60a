/// How token vectors become one text vector, from `1_Pooling/config.json`.
package enum SentencePooling: String, Equatable, Sendable, CaseIterable {
    case mean
    case firstToken
    case lastToken

    /// Exactly one mode must be on, and be one that is known; keys that are absent are off.
    package init(_ file: ModelFile, hidden: Int) throws(ModelFileError) {
        let keys = try ConfigurationReader(file)
        for key in ["word_embedding_dimension", "embedding_dimension"] where keys.optional(key) != nil {
            _ = try keys.integer(key, in: hidden...hidden)
        }
        guard try keys.bool("include_prompt", absent: true) else {
            throw keys.failure("include_prompt", .unsupported("pooling without the prompt's tokens"))
        }
        if keys.optional("pooling_mode") != nil {
            let mode = try keys.string("pooling_mode")
            guard let known = Self.names[mode] else { throw keys.failure("pooling_mode", .unsupported(mode)) }
            self = known
            return
        }
        let others = [
            "pooling_mode_max_tokens", "pooling_mode_mean_sqrt_len_tokens",
            "pooling_mode_weightedmean_tokens",
        ]
        for key in others where try keys.bool(key, absent: false) {
            throw keys.failure(key, .unsupported("mean, first-token and last-token pooling are"))
        }
        var modes: [SentencePooling] = []
        if try keys.bool("pooling_mode_mean_tokens", absent: false) { modes.append(.mean) }
        if try keys.bool("pooling_mode_cls_token", absent: false) { modes.append(.firstToken) }
        if try keys.bool("pooling_mode_lasttoken", absent: false) { modes.append(.lastToken) }
        guard modes.count == 1 else {
            throw keys.failure("pooling_mode_mean_tokens", .outOfRange("exactly one pooling mode must be on"))
        }
        self = modes[0]
    }

    /// As sentence-transformers names them since it writes one key instead of six.
    private static let names: [String: SentencePooling] = [
        "mean": .mean, "cls": .firstToken, "lasttoken": .lastToken,
    ]

    /// The rows of a text that are averaged.
    func rows(of text: Range<Int>) -> Range<Int> {
        switch self {
        case .mean: text
        case .firstToken: text.lowerBound..<text.lowerBound + 1
        case .lastToken: text.upperBound - 1..<text.upperBound
        }
    }
}

internal import Identifiers

/// The shape of a BERT encoder, from its `config.json`. Nothing that shapes the computation has a default.
package struct BertConfiguration: Equatable, Sendable {
    package let vocabularyCount: Int
    package let hidden: Int
    package let layers: Int
    package let heads: Int
    package let intermediate: Int
    package let positions: Int
    package let segmentTypes: Int
    package let normalizationEpsilon: Float

    package var headColumns: Int { hidden / heads }

    package init(_ file: ModelFile) throws(ModelFileError) {
        let keys = try ConfigurationReader(file)
        try Self.requireArchitecture(keys)
        vocabularyCount = try keys.integer("vocab_size", in: 1...4_000_000)
        hidden = try keys.integer("hidden_size", in: 1...16_384)
        layers = try keys.integer("num_hidden_layers", in: 1...256)
        heads = try keys.integer("num_attention_heads", in: 1...256)
        intermediate = try keys.integer("intermediate_size", in: 1...65_536)
        positions = try keys.integer("max_position_embeddings", in: 3...65_536)
        segmentTypes = try keys.integer("type_vocab_size", in: 1...256)
        guard hidden.isMultiple(of: heads) else {
            throw keys.failure(
                "num_attention_heads",
                .outOfRange("\(hidden) columns do not divide into \(heads) heads")
            )
        }
        guard let epsilon = try keys.require("layer_norm_eps").double, epsilon > 0, epsilon < 1 else {
            throw keys.failure("layer_norm_eps", .outOfRange("a number between 0 and 1 is needed"))
        }
        normalizationEpsilon = Float(epsilon)
    }

    /// Refuses what would compute something else: another family, activation or position scheme, a decoder.
    private static func requireArchitecture(_ keys: ConfigurationReader) throws(ModelFileError) {
        let family = try keys.string("model_type")
        guard family == "bert" else { throw keys.failure("model_type", .unsupported(family)) }
        let activation = try keys.string("hidden_act")
        guard activation == "gelu" else { throw keys.failure("hidden_act", .unsupported(activation)) }
        if keys.optional("position_embedding_type") != nil {
            let scheme = try keys.string("position_embedding_type")
            guard scheme == "absolute" else {
                throw keys.failure("position_embedding_type", .unsupported(scheme))
            }
        }
        guard try !keys.bool("is_decoder", absent: false) else {
            throw keys.failure("is_decoder", .unsupported("a decoder"))
        }
    }
}

internal import Identifiers

extension EncoderConfiguration {
    static let positionsMax = 65_536

    /// BERT, RoBERTa and MPNet: learned positions, biases everywhere, normalised after each half.
    init(bertLike keys: ConfigurationReader, _ family: EncoderFamily) throws(ModelFileError) {
        try keys.refuse("position_embedding_type", unless: "absolute")
        guard try !keys.bool("is_decoder", absent: false) else {
            throw keys.failure("is_decoder", .unsupported("a decoder"))
        }
        let rows = try keys.integer("max_position_embeddings", in: 3...Self.positionsMax)
        // MPNet's code has the number fixed at 1, whatever its file says.
        let padding: Int? =
            switch family {
            case .bert: nil
            case .mpnet: 1
            default: try keys.integer("pad_token_id", in: 0...rows - 2)
            }
        try self.init(
            keys,
            family,
            placement: .learned(rows: rows, padding: padding),
            positions: rows - (padding.map { $0 + 1 } ?? 0)
        )
        if family == .mpnet {
            relativeBuckets = try keys.integer("relative_attention_num_buckets", in: 4...4096)
            guard relativeBuckets.isMultiple(of: 4) else {
                throw keys.failure("relative_attention_num_buckets", .outOfRange("not a multiple of 4"))
            }
        } else {
            segmentTypes = try keys.integer("type_vocab_size", in: 1...256)
        }
    }

    /// BERT by other names and without segments.
    init(distilBert keys: ConfigurationReader) throws(ModelFileError) {
        let rows = try keys.integer("max_position_embeddings", in: 3...Self.positionsMax)
        let names = SizeNames(
            hidden: "dim",
            layers: "n_layers",
            heads: "n_heads",
            intermediate: "hidden_dim",
            activation: "activation",
            epsilon: nil
        )
        try self.init(
            keys,
            .distilBert,
            names: names,
            placement: .learned(rows: rows, padding: nil),
            positions: rows
        )
    }

    /// Rotary positions, a gate, normalised before each half, most layers with a window.
    init(modernBert keys: ConfigurationReader) throws(ModelFileError) {
        try self.init(
            keys,
            .modernBert,
            names: SizeNames(activation: "hidden_activation", epsilon: "norm_eps"),
            placement: try keys.modernBertAngles(),
            positions: try keys.integer("max_position_embeddings", in: 3...Self.positionsMax)
        )
        normalization = .before
        isGated = true
        biases = Biases(
            attention: try keys.bool("attention_bias", absent: false),
            feedForward: try keys.bool("mlp_bias", absent: false),
            normalization: try keys.bool("norm_bias", absent: false)
        )
        // The file has the width of the whole window.
        let reach = try keys.integer("local_attention", in: 2...2 * Self.positionsMax) / 2
        windows = try keys.modernBertLayers(layers).map { $0 ? nil : reach }
    }

    /// Rotary positions, a gate, no biases but in the normalisations after each half.
    init(nomicBert keys: ConfigurationReader) throws(ModelFileError) {
        let isNative = keys.optional("hidden_size") != nil
        if !isNative { try keys.refuseOtherNomicBert() }
        let base =
            isNative
            ? try keys.rotaryBase(of: keys.require("rope_parameters"), "rope_parameters")
            : try keys.number("rotary_emb_base", in: 1...1e12)
        let published = SizeNames(
            hidden: "n_embd",
            layers: "n_layer",
            heads: "n_head",
            intermediate: "n_inner",
            activation: "activation_function",
            epsilon: "layer_norm_epsilon"
        )
        let positions = isNative ? "max_position_embeddings" : "n_positions"
        try self.init(
            keys,
            .nomicBert,
            names: isNative ? SizeNames() : published,
            placement: .rotary(base: base, windowBase: base),
            positions: try keys.integer(positions, in: 3...Self.positionsMax)
        )
        isGated = true
        biases = Biases(attention: false, feedForward: false)
        segmentTypes = try keys.integer("type_vocab_size", in: 1...256)
    }
}

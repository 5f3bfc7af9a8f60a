internal import Identifiers
internal import Tensors

extension ConfigurationReader {
    func activation(_ key: String) throws(ModelFileError) -> Activation {
        let name = try string(key)
        switch name {
        case "gelu": return .gelu
        case "gelu_new", "gelu_pytorch_tanh", "gelu_fast": return .geluByTanh
        case "relu": return .relu
        case "silu", "swish", "swiglu": return .silu
        default: throw failure(key, .unsupported(name))
        }
    }

    func number(_ key: String, in range: ClosedRange<Double>) throws(ModelFileError) -> Double {
        guard let value = try require(key).double else {
            throw failure(key, .wrongType(expected: "a number"))
        }
        guard range.contains(value) else {
            throw failure(key, .outOfRange("\(value) is not in \(range.lowerBound) to \(range.upperBound)"))
        }
        return value
    }

    func epsilon(_ key: String) throws(ModelFileError) -> Float {
        guard let value = try require(key).double, value > 0, value < 1 else {
            throw failure(key, .outOfRange("a number between 0 and 1 is needed"))
        }
        return Float(value)
    }

    /// Refuses any other text than `value`; an absent key passes.
    func refuse(_ key: String, unless value: String) throws(ModelFileError) {
        guard optional(key) != nil else { return }
        let found = try string(key)
        guard found == value else { throw failure(key, .unsupported(found)) }
    }

    /// `rope_theta` of one entry of `rope_parameters`; only unscaled angles are known.
    func rotaryBase(of value: JSONValue, _ key: String) throws(ModelFileError) -> Double {
        guard let base = value["rope_theta"]?.double, base >= 1, base <= 1e12 else {
            throw failure(key, .outOfRange("rope_theta of 1 to 1e12 is needed"))
        }
        guard value["rope_type"]?.string ?? "default" == "default" else {
            throw failure(key, .unsupported("scaled angles"))
        }
        return base
    }

    /// Both bases of ModernBERT, as files of either generation name them.
    func modernBertAngles() throws(ModelFileError) -> EncoderConfiguration.Positions {
        guard let parameters = optional("rope_parameters") else {
            return .rotary(
                base: try number("global_rope_theta", in: 1...1e12),
                windowBase: try number("local_rope_theta", in: 1...1e12)
            )
        }
        func base(_ kind: String) throws(ModelFileError) -> Double {
            guard let value = parameters[kind] else { throw failure("rope_parameters.\(kind)", .missing) }
            return try rotaryBase(of: value, "rope_parameters.\(kind)")
        }
        return .rotary(base: try base("full_attention"), windowBase: try base("sliding_attention"))
    }

    /// For each layer of ModernBERT whether it sees the whole text.
    func modernBertLayers(_ count: Int) throws(ModelFileError) -> [Bool] {
        guard let kinds = optional("layer_types") else {
            let period = try integer("global_attn_every_n_layers", in: 1...256)
            return (0..<count).map { $0.isMultiple(of: period) }
        }
        guard let kinds = kinds.array, kinds.count == count else {
            throw failure("layer_types", .outOfRange("\(count) layers are needed"))
        }
        var isWhole: [Bool] = []
        for kind in kinds {
            switch kind.string {
            case "full_attention": isWhole.append(true)
            case "sliding_attention": isWhole.append(false)
            default: throw failure("layer_types", .unsupported(kind.string ?? "no name"))
            }
        }
        return isWhole
    }

    /// The published Nomic files have switches for what those models do not use.
    func refuseOtherNomicBert() throws(ModelFileError) {
        for key in ["prenorm", "rotary_emb_interleaved", "use_rms_norm", "qkv_proj_bias", "parallel_block"] {
            guard try !bool(key, absent: false) else { throw failure(key, .unsupported("true")) }
        }
        for key in ["mlp_fc1_bias", "mlp_fc2_bias"] where try bool(key, absent: false) {
            throw failure(key, .unsupported("true"))
        }
        for key in ["rotary_emb_scale_base", "rotary_scaling_factor"] where optional(key) != nil {
            throw failure(key, .unsupported("scaled angles"))
        }
        guard try number("rotary_emb_fraction", in: 0...1) == 1 else {
            throw failure("rotary_emb_fraction", .unsupported("a part of each head"))
        }
        try refuse("activation_function", unless: "swiglu")
        guard optional("num_experts") == nil else { throw failure("num_experts", .unsupported("experts")) }
    }
}

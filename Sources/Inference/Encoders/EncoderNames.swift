/// What a family's files call the parameters, below the prefix of the whole model.
struct EncoderNames {
    /// One layer's; several names in a list are stacked one under the other.
    struct Layer {
        let project: [String]
        let attend: String
        /// Before attention or after it, as the family normalises; nil where the layer has none.
        let attendNormalization: String?
        /// With a gate first the activated half, then the other.
        let widen: [String]
        let narrow: String
        let outputNormalization: String
    }

    let words: String
    let positions: String
    let segments: String
    let relativeBias = "encoder.relative_attention_bias"
    let normalization: String
    let finalNormalization: String?
    private let family: EncoderFamily
    private let isPublishedNomicBert: Bool
    private let isGGUF: Bool

    /// `names` are those of the file without the prefix: one family is published in several layouts.
    init(_ family: EncoderFamily, in names: Set<String>) {
        self.family = family
        isPublishedNomicBert = family == .nomicBert && names.contains("emb_ln.weight")
        isGGUF = names.contains("token_embd.weight")
        positions = isGGUF ? "position_embd" : "embeddings.position_embeddings"
        segments = isGGUF ? "token_types" : "embeddings.token_type_embeddings"
        if isGGUF {
            (words, normalization, finalNormalization) = ("token_embd", "token_embd_norm", nil)
            return
        }
        finalNormalization = family == .modernBert ? "final_norm" : nil
        words = family == .modernBert ? "embeddings.tok_embeddings" : "embeddings.word_embeddings"
        if isPublishedNomicBert {
            normalization = "emb_ln"
        } else {
            normalization = family == .modernBert ? "embeddings.norm" : "embeddings.LayerNorm"
        }
    }

    func layer(_ index: Int) -> Layer {
        if isGGUF { return Self.gguf(index, family) }
        return switch family {
        case .bert, .roberta, .xlmRoberta, .camembert: Self.bert(index)
        case .mpnet: Self.mpnet(index)
        case .distilBert: Self.distilBert(index)
        case .modernBert: Self.modernBert(index)
        case .nomicBert:
            isPublishedNomicBert ? Self.publishedNomicBert(index) : Self.nativeNomicBert(index)
        }
    }

    /// As llama.cpp's converter renames them.
    private static func gguf(_ index: Int, _ family: EncoderFamily) -> Layer {
        let name = "blk.\(index)."
        let isNomicBert = family == .nomicBert
        return Layer(
            project: (isNomicBert ? ["attn_qkv"] : ["attn_q", "attn_k", "attn_v"]).map { name + $0 },
            attend: "\(name)attn_output",
            attendNormalization: "\(name)attn_output_norm",
            widen: (isNomicBert ? ["ffn_gate", "ffn_up"] : ["ffn_up"]).map { name + $0 },
            narrow: "\(name)ffn_down",
            outputNormalization: "\(name)layer_output_norm"
        )
    }

    private static func bert(_ index: Int) -> Layer {
        let name = "encoder.layer.\(index)."
        return Layer(
            project: ["query", "key", "value"].map { "\(name)attention.self.\($0)" },
            attend: "\(name)attention.output.dense",
            attendNormalization: "\(name)attention.output.LayerNorm",
            widen: ["\(name)intermediate.dense"],
            narrow: "\(name)output.dense",
            outputNormalization: "\(name)output.LayerNorm"
        )
    }

    private static func mpnet(_ index: Int) -> Layer {
        let name = "encoder.layer.\(index)."
        return Layer(
            project: ["q", "k", "v"].map { "\(name)attention.attn.\($0)" },
            attend: "\(name)attention.attn.o",
            attendNormalization: "\(name)attention.LayerNorm",
            widen: ["\(name)intermediate.dense"],
            narrow: "\(name)output.dense",
            outputNormalization: "\(name)output.LayerNorm"
        )
    }

    private static func distilBert(_ index: Int) -> Layer {
        let name = "transformer.layer.\(index)."
        return Layer(
            project: ["q_lin", "k_lin", "v_lin"].map { "\(name)attention.\($0)" },
            attend: "\(name)attention.out_lin",
            attendNormalization: "\(name)sa_layer_norm",
            widen: ["\(name)ffn.lin1"],
            narrow: "\(name)ffn.lin2",
            outputNormalization: "\(name)output_layer_norm"
        )
    }

    private static func modernBert(_ index: Int) -> Layer {
        let name = "layers.\(index)."
        return Layer(
            project: ["\(name)attn.Wqkv"],
            attend: "\(name)attn.Wo",
            // The first layer takes the normalised embeddings as they are.
            attendNormalization: index == 0 ? nil : "\(name)attn_norm",
            widen: ["\(name)mlp.Wi"],
            narrow: "\(name)mlp.Wo",
            outputNormalization: "\(name)mlp_norm"
        )
    }

    private static func publishedNomicBert(_ index: Int) -> Layer {
        let name = "encoder.layers.\(index)."
        return Layer(
            project: ["\(name)attn.Wqkv"],
            attend: "\(name)attn.out_proj",
            attendNormalization: "\(name)norm1",
            widen: ["\(name)mlp.fc12", "\(name)mlp.fc11"],
            narrow: "\(name)mlp.fc2",
            outputNormalization: "\(name)norm2"
        )
    }

    private static func nativeNomicBert(_ index: Int) -> Layer {
        let name = "layers.\(index)."
        return Layer(
            project: ["q_proj", "k_proj", "v_proj"].map { "\(name)self_attn.\($0)" },
            attend: "\(name)self_attn.o_proj",
            attendNormalization: "\(name)post_attention_layernorm",
            widen: ["\(name)mlp.gate_proj", "\(name)mlp.up_proj"],
            narrow: "\(name)mlp.down_proj",
            outputNormalization: "\(name)post_mlp_layernorm"
        )
    }
}

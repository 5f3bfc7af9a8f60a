/// The same model in one GGUF file, with the names and keys of llama.cpp's converter.
extension TinyModel {
    /// Its parts that tests change; what is nil is left out.
    package struct GGUFOptions: Sendable {
        package var architecture = "bert"
        package var vocabulary = "bert"
        /// As llama.cpp numbers them; 1 is the mean.
        package var pooling: UInt32? = 1
        package var isCausal = false
        package var heads = UInt32(TinyModel.heads)
        package var missing: String?

        package init() {}
    }

    package func ggufFile(_ options: GGUFOptions = GGUFOptions()) -> [UInt8] {
        var writer = GGUFWriter()
        let prefix = options.architecture
        writer.set("general.architecture", options.architecture)
        writer.set("\(prefix).context_length", UInt32(Self.positions))
        writer.set("\(prefix).embedding_length", UInt32(Self.hidden))
        writer.set("\(prefix).feed_forward_length", UInt32(Self.intermediate))
        writer.set("\(prefix).block_count", UInt32(Self.layers))
        writer.set("\(prefix).attention.head_count", options.heads)
        writer.set("\(prefix).attention.layer_norm_epsilon", float: 1e-12)
        writer.set("\(prefix).attention.causal", options.isCausal)
        if let pooling = options.pooling { writer.set("\(prefix).pooling_type", pooling) }
        Self.setVocabulary(&writer, options.vocabulary)
        for tensor in tensors {
            let name = Self.ggufName(tensor.name)
            if name != options.missing { writer.add(name, tensor.shape, tensor.values) }
        }
        return writer.file
    }

    private static func setVocabulary(_ writer: inout GGUFWriter, _ model: String) {
        var seen: Set<String> = []
        let unique = pieces.filter { seen.insert($0).inserted }
        let isControl = { (piece: String) in piece.hasPrefix("[") && piece.hasSuffix("]") }
        writer.set("tokenizer.ggml.model", model)
        writer.set(
            "tokenizer.ggml.tokens",
            unique.map { piece in
                if isControl(piece) { return piece }
                return piece.hasPrefix("##") ? String(piece.dropFirst(2)) : "\u{2581}" + piece
            }
        )
        writer.set("tokenizer.ggml.token_type", unique.map { isControl($0) ? Int32(3) : 1 })
        for (key, token) in [("unknown", 1), ("bos", 2), ("seperator", 3)] as [(String, UInt32)] {
            writer.set("tokenizer.ggml.\(key)_token_id", token)
        }
    }

    private static let renamed = [
        ("embeddings.word_embeddings", "token_embd"), ("embeddings.position_embeddings", "position_embd"),
        ("embeddings.token_type_embeddings", "token_types"), ("embeddings.LayerNorm", "token_embd_norm"),
        ("encoder.layer.", "blk."), ("attention.self.query", "attn_q"), ("attention.self.key", "attn_k"),
        ("attention.self.value", "attn_v"), ("attention.output.dense", "attn_output"),
        ("attention.output.LayerNorm", "attn_output_norm"), ("intermediate.dense", "ffn_up"),
        (".output.dense", ".ffn_down"), (".output.LayerNorm", ".layer_output_norm"),
    ]

    private static func ggufName(_ name: String) -> String {
        renamed.reduce(name) { $0.replacing($1.0, with: $1.1) }
    }
}

/// A whole sentence-embedding model with two small layers and random weights, as the files of a release.
///
/// Sides are chosen so that no width is a multiple of a vector register.
package struct TinyModel: Sendable {
    package typealias Tensor = (name: String, shape: [Int], values: [Float])

    package static let hidden = 24
    package static let heads = 3
    package static let layers = 2
    package static let intermediate = 40
    package static let positions = 64
    package static let pieces =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "!", ",", ".", "?", "'", "-"]
        + "abcdefghijklmnopqrstuvwxyz0123456789".map { String($0) }
        + "abcdefghijklmnopqrstuvwxyz0123456789".map { "##\($0)" }
        + ["the", "cat", "##s", "sat", "un", "##believ", "##able", "cafe", "文", "字", "й", "и", "##и"]

    /// Parameters in the order of the file.
    package var tensors: [Tensor]

    package init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var tensors: [Tensor] = []
        func add(_ name: String, _ shape: [Int], scale: Float, around center: Float = 0) {
            let values = generator.floats(shape.reduce(1, *), scale: scale).map { $0 + center }
            tensors.append((name, shape, values))
        }
        func addNormalization(_ name: String) {
            add("\(name).weight", [Self.hidden], scale: 0.3, around: 1)
            add("\(name).bias", [Self.hidden], scale: 0.3)
        }
        func addLinear(_ name: String, _ inputs: Int, _ outputs: Int) {
            add("\(name).weight", [outputs, inputs], scale: 0.4)
            add("\(name).bias", [outputs], scale: 0.2)
        }
        let hidden = Self.hidden
        add("embeddings.word_embeddings.weight", [Self.vocabularyCount, hidden], scale: 1)
        add("embeddings.position_embeddings.weight", [Self.positions, hidden], scale: 0.5)
        add("embeddings.token_type_embeddings.weight", [2, hidden], scale: 0.5)
        addNormalization("embeddings.LayerNorm")
        for layer in 0..<Self.layers {
            let prefix = "encoder.layer.\(layer)"
            for name in ["query", "key", "value"] {
                addLinear("\(prefix).attention.self.\(name)", hidden, hidden)
            }
            addLinear("\(prefix).attention.output.dense", hidden, hidden)
            addNormalization("\(prefix).attention.output.LayerNorm")
            addLinear("\(prefix).intermediate.dense", hidden, Self.intermediate)
            addLinear("\(prefix).output.dense", Self.intermediate, hidden)
            addNormalization("\(prefix).output.LayerNorm")
        }
        self.tensors = tensors
    }

    package static var vocabularyCount: Int { Set(pieces).count }

    package static func token(_ piece: String) -> Int32? {
        uniquePieces.firstIndex(of: piece).map { Int32($0) }
    }

    private static var uniquePieces: [String] {
        var seen: Set<String> = []
        return pieces.filter { seen.insert($0).inserted }
    }

    package var weights: [UInt8] { SafetensorsWriter.file(tensors) }

    package static let configuration = """
        {"model_type":"bert","hidden_act":"gelu","position_embedding_type":"absolute","hidden_size":\(hidden),
        "num_hidden_layers":\(layers),"num_attention_heads":\(heads),"intermediate_size":\(intermediate),
        "vocab_size":\(vocabularyCount),"max_position_embeddings":\(positions),"type_vocab_size":2,
        "layer_norm_eps":1e-12}
        """

    package static let pooling = #"{"word_embedding_dimension":24,"pooling_mode_mean_tokens":true}"#

    package static let limits = #"{"max_seq_length":32,"do_lower_case":false}"#

    /// A tokenizer file with truncation and padding blocks that must change nothing.
    package static func tokenizer(options: String = #""strip_accents":null,"lowercase":true"#) -> String {
        let vocabulary = uniquePieces.enumerated().map { "\"\($1)\":\($0)" }.joined(separator: ",")
        let added = (0..<5).map { index in
            """
            {"id":\(index),"special":true,"content":"\(uniquePieces[index])",
            "single_word":false,"lstrip":false,"rstrip":false,"normalized":false}
            """
        }
        return """
            {"truncation":{"max_length":4},"padding":{"strategy":{"Fixed":9},"pad_id":0},
            "added_tokens":[\(added.joined(separator: ","))],
            "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,\(options)},
            "pre_tokenizer":{"type":"BertPreTokenizer"},
            "post_processor":{"type":"BertProcessing","sep":["[SEP]",3],"cls":["[CLS]",2]},
            "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
            "max_input_chars_per_word":20,"vocab":{\(vocabulary)}}}
            """
    }

    /// Path below the model's directory and content of every file.
    package var files: [String: [UInt8]] {
        [
            "config.json": Array(Self.configuration.utf8),
            "tokenizer.json": Array(Self.tokenizer().utf8),
            "model.safetensors": weights,
            "1_Pooling/config.json": Array(Self.pooling.utf8),
            "sentence_bert_config.json": Array(Self.limits.utf8),
        ]
    }

    /// The same as a cross-encoder with a pooler and one label, or more: what it needs beside the encoder.
    package func crossEncoderFiles(labels: Int = 1) -> [String: [UInt8]] {
        var generator = SeededGenerator(seed: 99)
        var all = tensors.map { (name: "bert.\($0.name)", shape: $0.shape, values: $0.values) }
        func add(_ name: String, _ outputs: Int) {
            all.append(
                (
                    "\(name).weight", [outputs, Self.hidden],
                    generator.floats(outputs * Self.hidden, scale: 0.6)
                )
            )
            all.append(("\(name).bias", [outputs], generator.floats(outputs, scale: 0.2)))
        }
        add("bert.pooler.dense", Self.hidden)
        add("classifier", labels)
        let classes = #""architectures":["BertForSequenceClassification"]}"#
        return [
            "config.json": Array("\(Self.configuration.dropLast()),\(classes)".utf8),
            "tokenizer.json": Array(Self.tokenizer().utf8),
            "model.safetensors": SafetensorsWriter.file(all),
            "sentence_bert_config.json": Array(Self.limits.utf8),
        ]
    }
}

internal import Identifiers
internal import Tensors

/// An encoder in one GGUF file, as llama.cpp's converter writes BERT and Nomic's encoder.
package struct GGUFEncoder: Sendable {
    package let file: GGUFFile
    package let configuration: EncoderConfiguration
    package let pooling: SentencePooling

    /// Refuses by its name another architecture, a vocabulary that is not BERT's, and pooling that gives no vector.
    package init(_ file: GGUFFile) throws(ModelFileError) {
        self.file = file
        let architecture = try file.string("general.architecture")
        switch architecture {
        case "bert": configuration = try EncoderConfiguration(ggufBert: file)
        case "nomic-bert": configuration = try EncoderConfiguration(ggufNomicBert: file)
        default:
            throw file.failure(
                "general.architecture",
                .unsupported("\(architecture.prefix(32)); bert and nomic-bert are")
            )
        }
        // RoBERTa is written under the name of BERT as well; it counts positions in another way.
        let vocabulary = try file.string("tokenizer.ggml.model")
        guard vocabulary == "bert" else {
            throw file.failure(
                "tokenizer.ggml.model",
                .unsupported("\(vocabulary.prefix(32)) in an encoder; bert is")
            )
        }
        pooling = try Self.pooling(file, "\(architecture).pooling_type")
    }

    package func tokenizer() throws(ModelFileError) -> any Tokenizer { try GGUFTokenizer.tokenizer(file) }

    /// As llama.cpp numbers the kinds: 0 none, 1 mean, 2 first token, 3 last token, 4 a classifier.
    private static func pooling(_ file: GGUFFile, _ key: String) throws(ModelFileError) -> SentencePooling {
        switch try file.integer(key, in: 0...255) {
        case 1: return .mean
        case 2: return .firstToken
        case 3: return .lastToken
        case let number:
            throw file.failure(key, .unsupported("\(number); 1 mean, 2 first and 3 last token are"))
        }
    }
}

extension EncoderConfiguration {
    /// BERT. The file does not name the activation: it is the exact GELU, which published models have.
    fileprivate init(ggufBert file: GGUFFile) throws(ModelFileError) {
        let positions = try file.integer("bert.context_length", in: 3...Self.positionsMax)
        try self.init(
            gguf: file,
            "bert.",
            .bert,
            placement: .learned(rows: positions, padding: nil),
            positions: positions,
            activation: .gelu
        )
    }

    /// Rotary positions and a gate, which the architecture's name stands for.
    fileprivate init(ggufNomicBert file: GGUFFile) throws(ModelFileError) {
        let base = try file.number("nomic-bert.rope.freq_base", in: 1...1e12)
        for key in ["rope.scaling.type", "rope.scaling.factor"] {
            guard file["nomic-bert.\(key)"] == nil else {
                throw file.failure("nomic-bert.\(key)", .unsupported("scaled angles"))
            }
        }
        try self.init(
            gguf: file,
            "nomic-bert.",
            .nomicBert,
            placement: .rotary(base: base, windowBase: base),
            positions: try file.integer("nomic-bert.context_length", in: 3...Self.positionsMax),
            activation: .silu
        )
        isGated = true
        biases = Biases(attention: false, feedForward: false)
    }

    private init(
        gguf file: GGUFFile,
        _ prefix: String,
        _ family: EncoderFamily,
        placement: Positions,
        positions: Int,
        activation: Activation
    ) throws(ModelFileError) {
        self.family = family
        hidden = try file.integer(prefix + "embedding_length", in: 1...16_384)
        layers = try file.integer(prefix + "block_count", in: 1...256)
        heads = try file.integer(prefix + "attention.head_count", in: 1...256)
        intermediate = try file.integer(prefix + "feed_forward_length", in: 1...65_536)
        normalizationEpsilon = Float(
            try file.number(prefix + "attention.layer_norm_epsilon", in: 1e-30...0.1)
        )
        vocabularyCount = try file.rowCount("token_embd.weight", in: 1...4_000_000)
        segmentTypes = try file.rowCount("token_types.weight", in: 1...256)
        self.placement = placement
        self.positions = positions
        self.activation = activation
        windows = Array(repeating: nil, count: layers)
        guard try !file.bool(prefix + "attention.causal", absent: true) else {
            throw file.failure(
                prefix + "attention.causal",
                .unsupported("attention to what came before only")
            )
        }
        guard hidden.isMultiple(of: heads), hidden / heads % 2 == 0 || family == .bert else {
            throw file.failure(
                prefix + "attention.head_count",
                .outOfRange("\(hidden) columns in \(heads) heads")
            )
        }
    }
}

extension GGUFFile {
    fileprivate func integer(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
        guard let number = try optionalInteger(key, in: range) else { throw failure(key, .missing) }
        return number
    }

    fileprivate func number(_ key: String, in range: ClosedRange<Double>) throws(ModelFileError) -> Double {
        guard let value = self[key] else { throw failure(key, .missing) }
        guard case .number(let number) = value else { throw failure(key, .wrongType(expected: "a number")) }
        guard range.contains(number) else {
            throw failure(key, .outOfRange("\(number) is not in \(range.lowerBound) to \(range.upperBound)"))
        }
        return number
    }

    fileprivate func rowCount(_ name: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
        guard let shape = shape(of: name) else { throw failure(name, .missing) }
        guard shape.count == 2, range.contains(shape[0]) else {
            throw failure(name, .outOfRange("the shape \(shape)"))
        }
        return shape[0]
    }
}

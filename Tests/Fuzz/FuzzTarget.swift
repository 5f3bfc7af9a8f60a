import Inference
import Tensors

/// What is fed with arbitrary bytes: each loader, and each kind of tokenizer with arbitrary text.
enum FuzzTarget: String, CaseIterable {
    case safetensors
    case shards
    case gguf
    case tokenizerFile = "tokenizer-file"
    case wordPiece = "wordpiece"
    case wordPieceParts = "wordpiece-parts"
    case byteLevel = "byte-level"
    case byteLevelPatterns = "byte-level-patterns"
    case unigram
    case sentencePiecePairs = "sentencepiece-pairs"
    case characters

    func run(_ bytes: [UInt8]) {
        switch self {
        case .safetensors:
            readTensors { () throws(ModelFileError) in try SafetensorsFile(Self.file(bytes)) }
            if let file = try? SafetensorsFile(Self.file(bytes)) { readCodes(file) }
        case .shards: readShards(bytes)
        case .gguf:
            readTensors { () throws(ModelFileError) in try GGUFFile(Self.file(bytes)) }
            guard let file = try? GGUFFile(Self.file(bytes)) else { return }
            readEncoder(file)
            if let tokenizer = try? GGUFTokenizer.tokenizer(file) { use(tokenizer, Self.text) }
        case .tokenizerFile:
            guard let tokenizer = try? TokenizerFile.tokenizer(Self.file(bytes)) else { return }
            use(tokenizer, Self.text)
        default: tokenize(bytes)
        }
    }

    private static func file(_ bytes: [UInt8]) -> ModelFile { ModelFile(name: "fuzz", bytes: bytes) }

    /// Touches what pre-tokenisers and normalisers look at.
    private static let text = "The cats' Café, 3.14!\n\n  \u{1F600} 猫が座る。 e\u{301}\u{323} <s> </s> [SEP] ▁x"

    private func readTensors(_ open: () throws(ModelFileError) -> some TensorSource) {
        guard let source = try? open() else { return }
        for name in source.names {
            guard let shape = source.shape(of: name) else { preconditionFailure("a tensor without shape") }
            _ = try? source.matrix(name, shape: shape, nonFinite: .kept)
            _ = try? source.matrix(name, shape: shape)
        }
    }

    /// An encoder in one file, with all of its weights.
    private func readEncoder(_ file: GGUFFile) {
        guard let whole = try? GGUFEncoder(file) else { return }
        let source = try? EncoderSource(
            whole.configuration,
            head: .vectors(whole.pooling, dense: []),
            tensors: file,
            asked: .single,
            tokensMax: 8
        )
        guard let source, let model = try? EncoderWithHead(source) else { return }
        precondition(model.numbersPerResult > 0, "a vector without numbers")
    }

    /// Every tensor as the weights of a linear layer.
    private func readCodes(_ file: SafetensorsFile) {
        guard let stored = file.quantization else { return }
        for name in file.names {
            guard let coded = try? file.coded(name, shape: file.shape(of: name) ?? [], stored) else {
                continue
            }
            precondition(!coded.holdsCodeOutOfRange, "a code that the kernels exclude")
            // A configuration bounds the sides of real layers; here only bytes do.
            guard !coded.codes.isEmpty else { continue }
            _ = PackedLinear(coded: [coded], biases: [[Float](repeating: 0, count: coded.rows)])
        }
    }

    /// The first half is the index, the second every part that it names.
    private func readShards(_ bytes: [UInt8]) {
        let middle = bytes.firstIndex(of: 0) ?? bytes.count
        let index = ModelFile(name: "index", bytes: Array(bytes[..<middle]))
        guard let names = try? ShardedSafetensors.shardNames(index) else { return }
        let part = Array(bytes[min(middle + 1, bytes.count)...])
        readTensors { () throws(ModelFileError) in
            try ShardedSafetensors(index: index, shards: names.map { ModelFile(name: $0, bytes: part) })
        }
    }

    private func tokenize(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        for tokenizer in FuzzTokenizers.named(rawValue) { use(tokenizer, text) }
    }

    /// What must hold for every text, beside that nothing crashes.
    private func use(_ tokenizer: any Tokenizer, _ text: String) {
        let tokens = tokenizer.pieces(of: text)
        precondition(tokens.allSatisfy { $0 >= 0 && Int($0) < tokenizer.tokensEnd }, "a token out of range")
        precondition(tokens == tokenizer.pieces(of: text), "the second time is different")
        for limit in [0, 1, tokens.count / 2] {
            precondition(
                tokenizer.pieces(of: text, tokensMax: limit).elementsEqual(tokens.prefix(limit)),
                "a limit"
            )
        }
        let pair = tokenizer.encode(text, "second", tokensMax: 16)
        precondition(pair.tokens.count == pair.segments.count, "segments")
        _ = tokenizer.decode(tokens, skipsSpecial: false)
        _ = tokenizer.decode([-1, .max] + tokens, skipsSpecial: true)
    }
}

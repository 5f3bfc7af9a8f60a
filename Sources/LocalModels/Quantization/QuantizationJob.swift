internal import Identifiers
internal import Inference
internal import Retrieval
internal import Synchronization
internal import Tensors

/// One model on its way to its quantised form: everything is computed on the thread that calls `run`.
final class QuantizationJob: Sendable {
    /// Texts are embedded in groups of about this many tokens, between which a cancellation is noticed.
    private static let groupTokens = 512

    private let model: QuantizableModel
    private let precision: EncoderPrecision
    private let texts: [String]
    private let isCancelled = Atomic<Bool>(false)

    init(model: QuantizableModel, scheme: QuantizationScheme, texts: [String]) {
        self.model = model
        self.texts = texts
        precision =
            switch scheme {
            case .int8: .integerFast
            case .int8Accurate: .integerAccurate
            }
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    /// Throws `ModelFileError`, `QuantizationFault` or `CancellationError`.
    func run() throws -> QuantizedModel {
        let configuration = try EncoderConfiguration(try file("config.json"))
        let parent = try SafetensorsFile(try file(QuantizableModel.weightsPath))
        if let head = parent.names.first(where: { $0.hasPrefix("classifier.") }) {
            throw QuantizationFault(
                reason: "\(parent.name) holds \(head): the accuracy check is for models that embed texts"
            )
        }
        let weights = try QuantizedWeights.file(
            of: parent,
            configuration,
            precision: precision,
            parentDigest: model.weightsDigest
        )
        try checkCancellation()
        let sequences = try sequences(configuration)
        let exact = try vectors(of: parent, configuration, sequences)
        // From the very bytes that are to be kept, as they will be loaded.
        let written = ModelFile(name: QuantizableModel.weightsPath, bytes: weights)
        let derived = try vectors(of: try SafetensorsFile(written), configuration, sequences)
        return QuantizedModel(
            weights: weights,
            agreement: VectorAgreement(parent: exact, derived: derived)
        )
    }

    private func sequences(_ configuration: EncoderConfiguration) throws -> [[Int32]] {
        let tokenizer = try TokenizerFile.tokenizer(try file(QuantizableModel.tokenizerPath))
        guard tokenizer.tokensEnd <= configuration.vocabularyCount else {
            throw QuantizationFault(
                reason: LocalModelError.vocabularyMismatch(
                    tokens: tokenizer.tokensEnd,
                    rows: configuration.vocabularyCount
                ).description
            )
        }
        let limits = fileIfPresent("sentence_bert_config.json")
        let tokensMax = try TokenLimit.read(limits, positions: configuration.positions)
        let prompts = try fileIfPresent("config_sentence_transformers.json").map { try SentencePrompts($0) }
        return try texts.map { text in
            try checkCancellation()
            let prompted = prompts?.prompted(text) ?? text
            return tokenizer.encode(prompted, tokensMax: tokensMax)
        }
    }

    private func vectors(
        of weights: SafetensorsFile,
        _ configuration: EncoderConfiguration,
        _ sequences: [[Int32]]
    ) throws -> [[Float]] {
        let (pooling, normalises) = try pooling(configuration)
        let encoder = try TextEncoder(
            configuration,
            weights: weights,
            pooling: pooling,
            normalises: normalises
        )
        let longest = sequences.reduce(0) { max($0, $1.count) }
        let tokens = max(Self.groupTokens, longest)
        let memory = encoder.makeWorkspace(tokensMax: tokens, textsMax: tokens, longest: longest)
        var vectors = [[Float]](repeating: [], count: sequences.count)
        for group in groups(sequences, tokensMax: tokens) {
            try checkCancellation()
            encoder.embed(RaggedBatch(group.map { sequences[$0] }), memory, .alone)
            for (row, index) in group.enumerated() { vectors[index] = memory.vectors.row(row) }
        }
        return vectors
    }

    private func groups(_ sequences: [[Int32]], tokensMax: Int) -> [[Int]] {
        var groups: [[Int]] = []
        var tokens = tokensMax
        for (index, sequence) in sequences.enumerated() where !sequence.isEmpty {
            if tokens + sequence.count > tokensMax {
                groups.append([])
                tokens = 0
            }
            groups[groups.count - 1].append(index)
            tokens += sequence.count
        }
        return groups
    }

    private func pooling(_ configuration: EncoderConfiguration) throws -> (SentencePooling, Bool) {
        let modules = try fileIfPresent("modules.json").map { try SentenceModules($0) }
        let folder = modules.map { $0.poolingFolder } ?? "1_Pooling"
        let settings = folder.flatMap { fileIfPresent("\($0)/config.json") }
        // Without the file, as sentence-transformers does.
        let pooling = try settings.map { try SentencePooling($0, hidden: configuration.hidden) } ?? .mean
        return (pooling, modules?.normalises ?? true)
    }

    private func file(_ path: String) throws(ModelFileError) -> ModelFile {
        guard let file = fileIfPresent(path) else {
            throw ModelFileError(file: path, field: "", problem: .missing)
        }
        return file
    }

    private func fileIfPresent(_ path: String) -> ModelFile? {
        model.files[path].map { ModelFile(name: path, bytes: $0) }
    }

    private func checkCancellation() throws(CancellationError) {
        if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
    }
}

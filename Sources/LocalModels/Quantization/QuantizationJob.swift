internal import Identifiers
internal import Inference
internal import Retrieval
internal import Synchronization
internal import Tensors

/// One model on its way to its quantised form: everything is computed on the thread that calls `run`.
final class QuantizationJob: Sendable {
    /// Texts are computed in groups of about this many tokens, between which a cancellation is noticed.
    private static let groupTokens = 512

    private let model: ModelDescription
    private let parentDigest: Digest
    private let precision: EncoderPrecision
    private let texts: [String]
    /// Of a model that judges pairs.
    private let sample: RankingSample
    private let isCancelled = Atomic<Bool>(false)

    init(
        model: ModelDescription,
        parentDigest: Digest,
        scheme: QuantizationScheme,
        texts: [String]
    ) {
        self.model = model
        self.parentDigest = parentDigest
        self.texts = texts
        sample = RankingSample(texts)
        precision =
            switch scheme {
            case .int8: .integerFast
            case .int8Accurate: .integerAccurate
            }
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    /// Throws `ModelFileError`, `LocalModelError`, `QuantizationFault` or `CancellationError`.
    func run() throws -> QuantizedModel {
        guard let parent = model.encoder.tensors as? SafetensorsFile else {
            throw ModelFileError(file: QuantizableModel.weightsPath, field: "", problem: .missing)
        }
        try Self.requireHead(model.encoder, parent)
        let weights = try QuantizedWeights.file(
            of: parent,
            model.encoder.configuration,
            precision: precision,
            parentDigest: parentDigest
        )
        try checkCancellation()
        let inputs = try model.encoder.judgesPairs ? pairs() : singleTexts()
        let exact = try results(of: model.encoder, inputs)
        // From the very bytes that are to be kept, as they will be loaded.
        let written = ModelFile(name: QuantizableModel.weightsPath, bytes: weights)
        let derived = try results(of: model.encoder.with(try SafetensorsFile(written)), inputs)
        return QuantizedModel(weights: weights, measure: measure(exact, derived))
    }

    private func measure(_ exact: [[Float]], _ derived: [[Float]]) -> QuantizationMeasure {
        guard model.encoder.judgesPairs else {
            return .vectors(VectorAgreement(parent: exact, derived: derived))
        }
        let documents = sample.documents.count
        func table(_ scores: [[Float]]) -> [[Float]] {
            stride(from: 0, to: scores.count, by: max(1, documents)).map { first in
                scores[first..<min(scores.count, first + documents)].flatMap { $0 }
            }
        }
        return .scores(ScoreAgreement(parent: table(exact), derived: table(derived)))
    }

    /// A head that the settings do not name would be left out of what is measured, and of what is served.
    private static func requireHead(
        _ model: EncoderSource,
        _ parent: SafetensorsFile
    ) throws(QuantizationFault) {
        guard !model.judgesPairs, let head = parent.names.first(where: { $0.hasPrefix("classifier.") }) else {
            return
        }
        throw QuantizationFault(
            reason: "\(parent.name) holds \(head), but config.json names no class that ends in "
                + "ForSequenceClassification"
        )
    }

    /// As texts of which nothing is said are read when the model is served.
    private func singleTexts() throws -> [ModelInput] {
        let reader = TextReader(model)
        let prompt = reader.prompt(for: .plain)
        return try texts.indices.map { index in
            try checkCancellation()
            return try reader.read(texts[index], at: index, prompt, .truncate).inputs[0]
        }
    }

    /// Query by query, each with all documents.
    private func pairs() throws -> [ModelInput] {
        let reader = PairReader(tokenizer: model.tokenizer, tokensMax: model.encoder.tokensMax)
        return try sample.queries.flatMap { text in
            let query = reader.query(text)
            return try sample.documents.indices.map { index in
                try checkCancellation()
                return try reader.read(query, sample.documents[index], at: index, .truncate).input
            }
        }
    }

    private func results(of source: EncoderSource, _ inputs: [ModelInput]) throws -> [[Float]] {
        let model = try EncoderWithHead(source)
        guard !source.judgesPairs || model.numbersPerResult == 1 else {
            throw LocalModelError.labels(count: model.numbersPerResult)
        }
        let longest = inputs.reduce(0) { max($0, $1.tokens.count) }
        let tokens = max(Self.groupTokens, longest)
        let memory = model.encoder.makeWorkspace(tokensMax: tokens, textsMax: tokens, longest: longest)
        var results: [[Float]] = []
        for group in groups(inputs.map(\.tokens.count), tokensMax: tokens) {
            try checkCancellation()
            model.encoder.embed(RaggedBatch(inputs[group]), memory, .alone)
            results += model.results(group.count, memory)
        }
        return results
    }

    /// Neighbours with no more tokens together than `tokensMax`.
    private func groups(_ counts: [Int], tokensMax: Int) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var (first, tokens) = (0, 0)
        for (index, count) in counts.enumerated() {
            if index > first, tokens + count > tokensMax {
                groups.append(first..<index)
                (first, tokens) = (index, 0)
            }
            tokens += count
        }
        return counts.isEmpty ? [] : groups + [first..<counts.count]
    }

    private func checkCancellation() throws(CancellationError) {
        if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
    }
}

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
        guard let parent = model.encoder.tensors as? SafetensorsFile else {
            throw ModelFileError(file: QuantizableModel.weightsPath, field: "", problem: .missing)
        }
        try Self.requireVectors(model.encoder, parent)
        let weights = try QuantizedWeights.file(
            of: parent,
            model.encoder.configuration,
            precision: precision,
            parentDigest: parentDigest
        )
        try checkCancellation()
        let sequences = try sequences()
        let exact = try results(of: model.encoder, sequences)
        // From the very bytes that are to be kept, as they will be loaded.
        let written = ModelFile(name: QuantizableModel.weightsPath, bytes: weights)
        let derived = try results(of: model.encoder.with(try SafetensorsFile(written)), sequences)
        return QuantizedModel(
            weights: weights,
            agreement: VectorAgreement(parent: exact, derived: derived)
        )
    }

    /// Also where only the weights say that there is a head.
    private static func requireVectors(
        _ model: EncoderSource,
        _ parent: SafetensorsFile
    ) throws(QuantizationFault) {
        let head = parent.names.first { $0.hasPrefix("classifier.") }
        guard model.judgesPairs || head != nil else { return }
        throw QuantizationFault(
            reason:
                "\(parent.name) holds \(head ?? "a classifier"): the accuracy check is for models that embed "
                + "texts"
        )
    }

    /// As texts of which nothing is said are read when the model is served.
    private func sequences() throws -> [[Int32]] {
        let reader = TextReader(model)
        let prompt = reader.prompt(for: .plain)
        return try texts.indices.map { index in
            try checkCancellation()
            let reading = try reader.read(texts[index], at: index, prompt, .truncate)
            return reading.inputs[0].tokens
        }
    }

    private func results(of source: EncoderSource, _ sequences: [[Int32]]) throws -> [[Float]] {
        let model = try EncoderWithHead(source)
        let longest = sequences.reduce(0) { max($0, $1.count) }
        let tokens = max(Self.groupTokens, longest)
        let memory = model.encoder.makeWorkspace(tokensMax: tokens, textsMax: tokens, longest: longest)
        var results: [[Float]] = []
        for group in groups(sequences, tokensMax: tokens) {
            try checkCancellation()
            model.encoder.embed(RaggedBatch(sequences[group]), memory, .alone)
            results += model.results(group.count, memory)
        }
        return results
    }

    /// Neighbours with no more tokens together than `tokensMax`.
    private func groups(_ sequences: [[Int32]], tokensMax: Int) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var (first, tokens) = (0, 0)
        for (index, sequence) in sequences.enumerated() {
            if index > first, tokens + sequence.count > tokensMax {
                groups.append(first..<index)
                (first, tokens) = (index, 0)
            }
            tokens += sequence.count
        }
        return sequences.isEmpty ? [] : groups + [first..<sequences.count]
    }

    private func checkCancellation() throws(CancellationError) {
        if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
    }
}

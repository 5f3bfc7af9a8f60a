internal import Tensors

/// Reads an encoder's parameters by name, with or without the prefix that models with a head put before them.
struct EncoderWeightReader {
    private static let prefixes = [
        "bert.", "roberta.", "mpnet.", "distilbert.", "model.", "nomic_bert.", "camembert.",
    ]

    let shape: EncoderConfiguration
    let precision: EncoderPrecision
    let level: InstructionLevel
    /// The file's names without the prefix.
    let names: Set<String>
    private let file: any TensorSource
    let prefix: String

    init(
        _ file: any TensorSource,
        _ shape: EncoderConfiguration,
        precision: EncoderPrecision,
        level: InstructionLevel
    ) {
        self.file = file
        self.shape = shape
        self.precision = precision
        self.level = level
        let found = Self.prefixes.first { prefix in
            file.names.contains { $0.hasPrefix("\(prefix)embeddings.") }
        }
        let prefix = found ?? ""
        self.prefix = prefix
        names = Set(file.names.map { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 })
    }

    func matrix(_ name: String, shape: [Int]) throws(ModelFileError) -> Matrix {
        try file.matrix(prefix + name, shape: shape)
    }

    func table(_ name: String, rows: Int) throws(ModelFileError) -> Matrix {
        try matrix("\(name).weight", shape: [rows, shape.hidden])
    }

    func normalization(_ name: String) throws(ModelFileError) -> LayerNormalization {
        LayerNormalization(
            gain: try matrix("\(name).weight", shape: [shape.hidden]),
            shift: shape.biases.normalization
                ? try matrix("\(name).bias", shape: [shape.hidden])
                : Matrix(rows: 1, columns: shape.hidden),
            epsilon: shape.normalizationEpsilon,
            level: level
        )
    }

    /// Rows of a tensor of the head, whose names have no prefix.
    func rowCount(_ name: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
        let rows = file.shape(of: name)?.first ?? 0
        guard range.contains(rows) else {
            throw ModelFileError(
                file: file.name,
                field: name,
                problem: file.shape(of: name) == nil ? .missing : .outOfRange("\(rows) rows")
            )
        }
        return rows
    }

    /// A linear layer of the head on the encoder's width, by its whole name.
    func head(_ name: String, to outputs: Int, biased: Bool) throws(ModelFileError) -> PackedLinear {
        let bias =
            biased
            ? try file.matrix("\(name).bias", shape: [outputs]).values : Array(repeating: 0, count: outputs)
        let weights = try file.matrix("\(name).weight", shape: [outputs, shape.hidden])
        return PackedLinear(weights: [weights], biases: [bias], level: level)
    }

    func headNormalization(_ name: String) throws(ModelFileError) -> LayerNormalization {
        try EncoderWeightReader(head: self).normalization(name)
    }

    private init(head reader: EncoderWeightReader) {
        (file, shape, names, prefix) = (reader.file, reader.shape, reader.names, "")
        (precision, level) = (reader.precision, reader.level)
    }

    func rotation(_ base: Double) -> RotaryTable {
        RotaryTable(
            positions: shape.positions,
            headColumns: shape.headColumns,
            base: base,
            level: level
        )
    }

    /// Several linear layers stacked, each with its share of `outputs`.
    private func linear(
        _ names: [String],
        from inputs: Int,
        to outputs: Int,
        biased: Bool
    ) throws(ModelFileError) -> PackedLinear {
        let count = outputs / names.count
        var biases: [[Float]] = []
        for name in names {
            biases.append(
                biased
                    ? try matrix("\(name).bias", shape: [count]).values
                    : Array(repeating: 0, count: count)
            )
        }
        if let stored = file.quantization {
            var coded: [CodedMatrix] = []
            for name in names {
                coded.append(try file.coded("\(prefix)\(name).weight", shape: [count, inputs], stored))
            }
            return PackedLinear(coded: coded, biases: biases, level: level)
        }
        var weights: [Matrix] = []
        for name in names { weights.append(try matrix("\(name).weight", shape: [count, inputs])) }
        return PackedLinear(weights: weights, biases: biases, precision: precision.linear, level: level)
    }

    func layer(
        _ names: EncoderNames.Layer,
        rotation: RotaryTable?,
        window: Int?
    ) throws(ModelFileError) -> EncoderWeights.Layer {
        let (hidden, wide) = (shape.hidden, shape.intermediate)
        let (attention, feedForward) = (shape.biases.attention, shape.biases.feedForward)
        return EncoderWeights.Layer(
            project: try linear(names.project, from: hidden, to: 3 * hidden, biased: attention),
            attend: try linear([names.attend], from: hidden, to: hidden, biased: attention),
            attendNormalization: try names.attendNormalization.map { name throws(ModelFileError) in
                try normalization(name)
            },
            widen: try linear(
                names.widen,
                from: hidden,
                to: shape.isGated ? 2 * wide : wide,
                biased: feedForward
            ),
            narrow: try linear([names.narrow], from: wide, to: hidden, biased: feedForward),
            outputNormalization: try normalization(names.outputNormalization),
            rotation: rotation,
            window: window
        )
    }
}

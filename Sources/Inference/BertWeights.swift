internal import Tensors

/// A BERT encoder's parameters, read from a safetensors file and packed for the matrix kernel.
struct BertWeights: Sendable {
    struct Layer: Sendable {
        /// Query, key and value, stacked.
        let project: PackedLinear
        let attend: PackedLinear
        let attendNormalization: LayerNormalization
        let widen: PackedLinear
        let narrow: PackedLinear
        let outputNormalization: LayerNormalization
    }

    let words: Matrix
    let positions: Matrix
    let segments: Matrix
    let normalization: LayerNormalization
    let layers: [Layer]

    init(
        _ file: SafetensorsFile,
        _ shape: BertConfiguration,
        level: InstructionLevel
    ) throws(ModelFileError) {
        let reader = BertWeightReader(file: file, shape: shape, level: level)
        words = try reader.table("word", rows: shape.vocabularyCount)
        positions = try reader.table("position", rows: shape.positions)
        segments = try reader.table("token_type", rows: shape.segmentTypes)
        normalization = try reader.normalization("embeddings.LayerNorm")
        var layers: [Layer] = []
        for index in 0..<shape.layers { layers.append(try reader.layer("encoder.layer.\(index).")) }
        self.layers = layers
    }
}

/// Reads parameters by the names that the Hugging Face BERT classes give them, `bert.` before them or not.
private struct BertWeightReader {
    let file: SafetensorsFile
    let shape: BertConfiguration
    let level: InstructionLevel
    let prefix: String

    init(file: SafetensorsFile, shape: BertConfiguration, level: InstructionLevel) {
        self.file = file
        self.shape = shape
        self.level = level
        prefix = file.names.contains("bert.embeddings.word_embeddings.weight") ? "bert." : ""
    }

    func table(_ name: String, rows: Int) throws(ModelFileError) -> Matrix {
        try file.matrix("\(prefix)embeddings.\(name)_embeddings.weight", shape: [rows, shape.hidden])
    }

    func normalization(_ name: String) throws(ModelFileError) -> LayerNormalization {
        LayerNormalization(
            gain: try file.matrix("\(prefix)\(name).weight", shape: [shape.hidden]),
            shift: try file.matrix("\(prefix)\(name).bias", shape: [shape.hidden]),
            epsilon: shape.normalizationEpsilon,
            level: level
        )
    }

    func linear(_ names: [String], from inputs: Int, to outputs: Int) throws(ModelFileError) -> PackedLinear {
        var weights: [Matrix] = []
        var biases: [[Float]] = []
        for name in names {
            weights.append(try file.matrix("\(prefix)\(name).weight", shape: [outputs, inputs]))
            biases.append(try file.matrix("\(prefix)\(name).bias", shape: [outputs]).values)
        }
        return PackedLinear(weights: weights, biases: biases, level: level)
    }

    func layer(_ name: String) throws(ModelFileError) -> BertWeights.Layer {
        let (hidden, wide) = (shape.hidden, shape.intermediate)
        let projections = ["query", "key", "value"].map { "\(name)attention.self.\($0)" }
        return BertWeights.Layer(
            project: try linear(projections, from: hidden, to: hidden),
            attend: try linear(["\(name)attention.output.dense"], from: hidden, to: hidden),
            attendNormalization: try normalization("\(name)attention.output.LayerNorm"),
            widen: try linear(["\(name)intermediate.dense"], from: hidden, to: wide),
            narrow: try linear(["\(name)output.dense"], from: wide, to: hidden),
            outputNormalization: try normalization("\(name)output.LayerNorm")
        )
    }
}

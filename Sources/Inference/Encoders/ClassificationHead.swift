internal import Glibc
internal import Tensors

/// What follows an encoder to classify: a linear layer, an activation, perhaps a normalisation, the labels.
struct ClassificationHead: Sendable {
    private enum Bend {
        case tanh
        case activation(Activation)
    }

    private let dense: PackedLinear
    private let bend: Bend
    private let normalization: LayerNormalization?
    private let classifier: PackedLinear

    var labels: Int { classifier.outputs }

    /// Which tokens the family's head reads: the first, but ModernBERT says it in its file.
    static func pooling(
        _ family: EncoderFamily,
        _ keys: ConfigurationReader
    ) throws(ModelFileError) -> SentencePooling {
        guard family == .modernBert else { return .firstToken }
        let name = try keys.string("classifier_pooling")
        switch name {
        case "cls": return .firstToken
        case "mean": return .mean
        default: throw keys.failure("classifier_pooling", .unsupported(name))
        }
    }

    init(
        _ reader: EncoderWeightReader,
        _ shape: EncoderConfiguration,
        _ keys: ConfigurationReader
    ) throws(ModelFileError) {
        var (first, last) = ("classifier.dense", "classifier.out_proj")
        var bend = Bend.tanh
        var isBiased = true
        switch shape.family {
        case .bert, .nomicBert: (first, last) = (reader.prefix + "pooler.dense", "classifier")
        case .roberta, .xlmRoberta, .camembert, .mpnet: break
        case .distilBert:
            (first, last) = ("pre_classifier", "classifier")
            bend = .activation(.relu)
        case .modernBert:
            (first, last) = ("head.dense", "classifier")
            bend = .activation(try keys.activation("classifier_activation"))
            isBiased = try keys.bool("classifier_bias", absent: false)
        }
        let labels = try reader.rowCount("\(last).weight", in: 1...4096)
        self.bend = bend
        dense = try reader.head(first, to: shape.hidden, biased: isBiased)
        normalization = shape.family == .modernBert ? try reader.headNormalization("head.norm") : nil
        classifier = try reader.head(last, to: labels, biased: true)
    }

    func apply(to vector: [Float]) -> [Float] {
        let input = Matrix(rows: 1, columns: vector.count, vector)
        var bent = Matrix(rows: 1, columns: dense.outputs)
        switch bend {
        case .tanh:
            dense.apply(to: input, rows: 0..<1, into: bent)
            bent = Matrix(rows: 1, columns: dense.outputs, bent.values.map { tanhf($0) })
        case .activation(let activation):
            dense.apply(to: input, rows: 0..<1, into: bent, .activated(activation))
        }
        normalization?.apply(to: bent, rows: 0..<1)
        let logits = Matrix(rows: 1, columns: labels)
        classifier.apply(to: bent, rows: 0..<1, into: logits)
        return logits.values
    }
}

internal import Glibc
internal import Tensors

/// A linear layer after the pooling, as sentence-transformers' `Dense` step has it.
package struct SentenceDense: Sendable {
    private enum Bend {
        case none
        case tanh
        case activation(Activation)
    }

    private static let outputsMax = 16_384
    /// What the step reads and writes unless its file says otherwise.
    private static let feature = "sentence_embedding"

    private let linear: PackedLinear
    private let bend: Bend

    /// `settings` and `weights` are the step's `config.json` and `model.safetensors`; `inputs` is how many numbers come
    /// from the step before it. Weights are computed in single precision whatever the encoder's is.
    package init(settings: ModelFile, weights: ModelFile, inputs: Int) throws(ModelFileError) {
        let keys = try ConfigurationReader(settings)
        _ = try keys.integer("in_features", in: inputs...inputs)
        let outputs = try keys.integer("out_features", in: 1...Self.outputsMax)
        for key in ["module_input_name", "module_output_name"] { try keys.refuse(key, unless: Self.feature) }
        let name = try keys.string("activation_function")
        switch name {
        case "torch.nn.modules.linear.Identity": bend = .none
        case "torch.nn.modules.activation.Tanh": bend = .tanh
        case "torch.nn.modules.activation.ReLU": bend = .activation(.relu)
        case "torch.nn.modules.activation.SiLU": bend = .activation(.silu)
        case "torch.nn.modules.activation.GELU": bend = .activation(.gelu)
        default: throw keys.failure("activation_function", .unsupported(String(name.prefix(64))))
        }
        let isBiased = try keys.bool("bias", absent: true)
        let file = try SafetensorsFile(weights)
        let matrix = try file.matrix("linear.weight", shape: [outputs, inputs])
        let bias =
            isBiased
            ? try file.matrix("linear.bias", shape: [outputs]).values : Array(repeating: 0, count: outputs)
        linear = PackedLinear(weights: [matrix], biases: [bias], level: .supported)
    }

    package var outputs: Int { linear.outputs }

    /// What it takes in memory.
    package var memoryBytes: Int { (linear.inputs + 1) * linear.outputs * MemoryLayout<Float>.stride }

    func apply(to vector: [Float]) -> [Float] {
        let input = Matrix(rows: 1, columns: vector.count, vector)
        let output = Matrix(rows: 1, columns: outputs)
        switch bend {
        case .none: linear.apply(to: input, rows: 0..<1, into: output)
        case .tanh:
            linear.apply(to: input, rows: 0..<1, into: output)
            return output.values.map { tanhf($0) }
        case .activation(let activation):
            linear.apply(to: input, rows: 0..<1, into: output, .activated(activation))
        }
        return output.values
    }
}

extension [SentenceDense] {
    /// A pooled vector, not yet scaled, through all of them, and then of length 1.
    package func vector(of pooled: [Float]) -> [Float] {
        VectorLength.normalised(reduce(pooled) { $1.apply(to: $0) })
    }
}

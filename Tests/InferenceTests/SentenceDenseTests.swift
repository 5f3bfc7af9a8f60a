import Foundation
import ModelFixtures
import Testing

@testable import Inference

@Suite("Linear layers after the pooling")
struct SentenceDenseTests {
    private static let (inputs, outputs) = (5, 3)
    private static let weights = (0..<inputs * outputs).map { Float($0 % 7) / 7 - 0.4 }
    private static let biases: [Float] = [0.1, -0.2, 0.3]
    private static let input: [Float] = [0.5, -1, 0.25, 2, -0.75]

    private static func dense(
        _ activation: String,
        bias: Bool = true,
        changes: [String: String] = [:],
        shape: [Int] = [outputs, inputs]
    ) throws(ModelFileError) -> SentenceDense {
        var settings = [
            "in_features": "\(inputs)", "out_features": "\(outputs)", "bias": "\(bias)",
            "activation_function": "\"torch.nn.modules.\(activation)\"",
        ]
        settings.merge(changes) { $1 }
        let text = settings.map { "\"\($0)\":\($1)" }.joined(separator: ",")
        let tensors = [("linear.weight", shape, weights)] + (bias ? [("linear.bias", [outputs], biases)] : [])
        return try SentenceDense(
            settings: ModelFile(name: "config.json", bytes: Array("{\(text)}".utf8)),
            weights: ModelFile(name: "w", bytes: SafetensorsWriter.file(tensors)),
            inputs: inputs
        )
    }

    /// In double precision, one number after the other.
    private static func expected(bias: Bool, _ activation: (Double) -> Double) -> [Float] {
        (0..<outputs).map { output in
            let sum = (0..<inputs).reduce(bias ? Double(biases[output]) : 0) { sum, index in
                sum + Double(input[index]) * Double(weights[output * inputs + index])
            }
            return Float(activation(sum))
        }
    }

    @Test(
        "Each activation gives what its formula says, with and without bias",
        arguments: [true, false]
    )
    func values(bias: Bool) throws {
        let formulas: [(String, @Sendable (Double) -> Double)] = [
            ("linear.Identity", { $0 }), ("activation.Tanh", { tanh($0) }),
            ("activation.ReLU", { max(0, $0) }),
            ("activation.SiLU", { $0 / (1 + exp(-$0)) }),
            ("activation.GELU", { $0 / 2 * (1 + erf($0 / 2.0.squareRoot())) }),
        ]
        for (name, formula) in formulas {
            let dense = try Self.dense(name, bias: bias)
            let vector = dense.apply(to: Self.input)
            for (found, exact) in zip(vector, Self.expected(bias: bias, formula)) {
                #expect(abs(found - exact) < 1e-6, "\(name)")
            }
            #expect(vector.count == Self.outputs && dense.outputs == Self.outputs)
        }
    }

    @Test("What comes out of all layers has length 1")
    func length() throws {
        let vector = [try Self.dense("activation.Tanh")].vector(of: Self.input)
        #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-6)
    }

    @Test(
        "A step that would compute something else, or does not fit, is refused with its key",
        arguments: [
            (["activation_function": "\"torch.nn.modules.activation.Hardtanh\""], "activation_function"),
            (["activation_function": "\"own.Tanh\""], "activation_function"),
            (["activation_function": "null"], "activation_function"),
            (["in_features": "6"], "in_features"), (["out_features": "0"], "out_features"),
            (["out_features": "4"], "linear.weight"), (["bias": "1"], "bias"),
            (["module_input_name": "\"token_embeddings\""], "module_input_name"),
            (["module_output_name": "\"other\""], "module_output_name"),
        ]
    )
    func refusals(changes: [String: String], field: String) {
        let error = #expect(throws: ModelFileError.self) {
            try Self.dense("activation.Tanh", changes: changes)
        }
        #expect(error?.field == field)
    }
}

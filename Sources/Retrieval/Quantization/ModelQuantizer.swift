package import Identifiers

/// Makes the quantised form of a model that embeds or ranks and measures it beside the model.
package protocol ModelQuantizer: Sendable {
    /// One at a time: `InferenceError.overloaded` while another is made. Throws `QuantizationFault` for a model
    /// that cannot be quantised, and `CancellationError` when the caller's task is cancelled.
    ///
    /// `texts` are within `QuantizationLimits`.
    func quantize(
        _ model: QuantizableModel,
        to scheme: QuantizationScheme,
        measuringWith texts: [String]
    ) async throws -> QuantizedModel
}

/// The files of a model by their paths, as its publisher names them: those that it must have, and its
/// other settings in JSON.
package struct QuantizableModel: Sendable {
    package static let weightsPath = "model.safetensors"
    package static let tokenizerPath = "tokenizer.json"
    /// Those that a model must have.
    package static let requiredPaths = [weightsPath, tokenizerPath, "config.json"]
    package let files: [String: [UInt8]]
    /// The digest of the weights' bytes.
    package let weightsDigest: Digest

    package init(files: [String: [UInt8]], weightsDigest: Digest) {
        self.files = files
        self.weightsDigest = weightsDigest
    }
}

/// What came of quantising a model.
package struct QuantizedModel: Sendable {
    /// The whole weights file, which takes the place of the model's.
    package let weights: [UInt8]
    /// Between the results of the model and those of exactly this file.
    package let measure: QuantizationMeasure

    package init(weights: [UInt8], measure: QuantizationMeasure) {
        self.weights = weights
        self.measure = measure
    }
}

/// What is taken of a request to quantise.
package enum QuantizationLimits {
    package static let textsMax = 1_000
    package static let textBytesMax = 32 << 10
    /// All texts together.
    package static let textsBytesMax = 2 << 20
    /// The model and its quantised form are in memory together, twice each for a moment.
    package static let weightsBytesMax: Int64 = 2 << 30
    package static let tokenizerBytesMax: Int64 = 64 << 20
    package static let settingsBytesMax: Int64 = 1 << 20
}

/// Why a model cannot be quantised; the text names the file and what is wrong in it.
package struct QuantizationFault: Error, Hashable, Sendable {
    package let reason: String

    package init(reason: String) {
        self.reason = reason
    }
}

package import Tensors

/// What is done with a tensor that holds NaN or infinity.
package enum NonFiniteValues: Sendable {
    case refused
    case kept
}

/// A file, or several that belong together, from which tensors are read by name.
package protocol TensorSource: Sendable {
    /// The file's name without its folder, of several that of their index: for errors.
    var name: String { get }

    /// In alphabetical order.
    var names: [String] { get }

    /// The dimensions, slowest first; nil when there is no tensor of this name.
    func shape(of name: String) -> [Int]?

    /// The tensor widened to single precision, with the dimensions before the last as rows.
    ///
    /// Fails unless the tensor is there with exactly this shape and in a type that is read.
    func matrix(_ name: String, shape: [Int], nonFinite: NonFiniteValues) throws(ModelFileError) -> Matrix

    /// What the file says of quantised linear layers; nil where all weights are plain numbers.
    var quantization: StoredQuantization? { get }

    /// A weight of such a file and its steps, without going through single precision. Fails unless both are there
    /// in exactly this shape, codes within -127 to 127 and steps finite and not negative.
    func coded(
        _ name: String,
        shape: [Int],
        _ stored: StoredQuantization
    ) throws(ModelFileError) -> CodedMatrix
}

extension TensorSource {
    package var quantization: StoredQuantization? { nil }

    package func coded(
        _ name: String,
        shape: [Int],
        _ stored: StoredQuantization
    ) throws(ModelFileError) -> CodedMatrix {
        throw ModelFileError(file: self.name, field: name, problem: .unsupported("codes in such a file"))
    }

    /// What the linear layers are stored in; nil where they are plain numbers, from which every precision is made.
    package var storedPrecision: EncoderPrecision? { quantization?.precision }

    /// What the weights are loaded in: what they are stored in, else what is asked for, else single precision.
    ///
    /// Fails when they are stored in another precision than the one that is asked for.
    package func precision(asked: EncoderPrecision?) throws(ModelFileError) -> EncoderPrecision {
        guard let stored = quantization else { return asked ?? .single }
        guard let asked, asked != stored.precision else { return stored.precision }
        throw ModelFileError(
            file: name,
            field: "__metadata__.scheme",
            problem: .unsupported(
                "\(asked.rawValue) from weights that are stored as \(stored.precision.rawValue)"
            )
        )
    }

    /// The tensor as above, refused when it is not wholly finite.
    package func matrix(_ name: String, shape: [Int]) throws(ModelFileError) -> Matrix {
        try matrix(name, shape: shape, nonFinite: .refused)
    }
}

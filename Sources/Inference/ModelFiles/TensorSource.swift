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

    /// In which precision the linear layers are stored, where the file says so; nil says nothing.
    var storedPrecision: EncoderPrecision? { get }
}

extension TensorSource {
    package var storedPrecision: EncoderPrecision? { nil }

    /// The tensor as above, refused when it is not wholly finite.
    package func matrix(_ name: String, shape: [Int]) throws(ModelFileError) -> Matrix {
        try matrix(name, shape: shape, nonFinite: .refused)
    }
}

package import Tensors

/// How an encoder's linear layers are computed; attention and normalisation are always in single precision.
package enum EncoderPrecision: String, Sendable, CaseIterable {
    /// Single precision: what the published model computes.
    case single = "fp32"
    /// 7-bit inputs and 8-bit weights with a scale for every 128: the fastest.
    case integerFast = "int8"
    /// The same with a scale for every 32: nearest neighbours stay what they are, nearly always.
    case integerAccurate = "int8-accurate"

    /// What every linear layer of such an encoder is packed for.
    package var linear: LinearPrecision {
        switch self {
        case .single: .single
        case .integerFast: .coded(block: 128)
        case .integerAccurate: .coded(block: 32)
        }
    }
}

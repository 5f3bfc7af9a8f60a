internal import CKernels

/// A function that each number passes through between two linear layers.
package enum Activation: Sendable, CaseIterable {
    /// GELU in its exact form, by the error function.
    case gelu
    /// GELU approximated by the hyperbolic tangent.
    case geluByTanh
    case relu
    /// x / (1 + e^-x), also called swish.
    case silu

    var code: Int32 {
        switch self {
        case .gelu: Int32(ASSAY_ACTIVATION_GELU)
        case .geluByTanh: Int32(ASSAY_ACTIVATION_GELU_TANH)
        case .relu: Int32(ASSAY_ACTIVATION_RELU)
        case .silu: Int32(ASSAY_ACTIVATION_SILU)
        }
    }
}

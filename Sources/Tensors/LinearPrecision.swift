/// How a linear layer's weights are held and its products computed.
package enum LinearPrecision: Equatable, Sendable {
    case single
    /// Weights as 8-bit, inputs as 7-bit codes; `block` neighbouring inputs of a column or row share a scale.
    ///
    /// A multiple of 32 up to 256: short blocks are nearer to single precision, long ones faster.
    case coded(block: Int)
}

/// What a model takes on a backend and how its work is to be cut, known before it is loaded.
package struct EncoderPlan: Equatable, Sendable {
    /// Weights and working memory of all slots, in the backend's own memory.
    package let memoryBytes: Int
    /// In what the backend computes, as people write it: `fp32`.
    package let precision: String
    /// Under this name the results are kept apart from those of the weights as they are stored; nil where the two
    /// may be compared.
    package let variant: String?
    package let rounds: RoundPlan

    package init(memoryBytes: Int, precision: String, variant: String?, rounds: RoundPlan) {
        self.memoryBytes = memoryBytes
        self.precision = precision
        self.variant = variant
        self.rounds = rounds
    }
}

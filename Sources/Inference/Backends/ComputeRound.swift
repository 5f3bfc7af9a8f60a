/// Inputs of one model that a backend computes at once.
package struct ComputeRound: Sendable {
    /// At least one input, none empty, all tokens in the vocabulary, sizes within the model's `RoundPlan`. The
    /// tokens are one block of memory, to be copied from where a backend has a memory of its own.
    package let batch: RaggedBatch
    /// By number, from 0: the round's own until it is done.
    package let slots: [Int]
    /// Whether it takes the memory that slots share; no two such rounds run at once.
    package let isShared: Bool

    package init(_ batch: RaggedBatch, slots: [Int], isShared: Bool) {
        self.batch = batch
        self.slots = slots
        self.isShared = isShared
    }
}

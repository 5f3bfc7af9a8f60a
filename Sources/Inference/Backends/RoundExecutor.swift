/// One model on a backend, ready to compute.
package protocol RoundExecutor: Sendable {
    /// Of each result: the vector's, or one for each label.
    var numbersPerResult: Int { get }

    /// Starts a round and returns; `completion` is called once, on a thread of the backend, when it is done.
    ///
    /// It gets one result for each input, in order: a vector of length 1; or the labels' logits, of a single label
    /// its logistic function. A round that failed has none: its callers get an error, nothing is computed in its
    /// place. The round's slots are free when `completion` is called.
    func run(
        _ round: ComputeRound,
        completion: @escaping @Sendable (Result<[[Float]], any Error>) -> Void
    )
}

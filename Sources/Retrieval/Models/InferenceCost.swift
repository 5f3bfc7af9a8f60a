/// What a request took of the machine, the base of what an answer costs.
package struct InferenceCost: Hashable, Sendable {
    /// From arrival to the start of its first round.
    package var queueMicroseconds: Int64
    /// Its share, by tokens, of the compute threads' time in its rounds, summed over threads.
    package var computeMicroseconds: Int64
    /// Its tokens of all the tokens in its rounds: 1 when it was computed alone, 0 when nothing was computed.
    package var batchShare: Double
    package var tokensComputed: Int
    /// Texts whose results were known already, from the cache or from an equal text of the same request.
    package var textsReused: Int

    package init(
        queueMicroseconds: Int64,
        computeMicroseconds: Int64,
        batchShare: Double,
        tokensComputed: Int,
        textsReused: Int
    ) {
        self.queueMicroseconds = queueMicroseconds
        self.computeMicroseconds = computeMicroseconds
        self.batchShare = batchShare
        self.tokensComputed = tokensComputed
        self.textsReused = textsReused
    }

    package static let none = InferenceCost(
        queueMicroseconds: 0,
        computeMicroseconds: 0,
        batchShare: 0,
        tokensComputed: 0,
        textsReused: 0
    )
}

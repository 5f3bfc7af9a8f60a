import Retrieval

extension InferenceCost {
    /// Both together; the share is the mean, weighted by the tokens that were computed.
    static func + (left: InferenceCost, right: InferenceCost) -> InferenceCost {
        let tokens = left.tokensComputed + right.tokensComputed
        let weighted =
            left.batchShare * Double(left.tokensComputed) + right.batchShare * Double(right.tokensComputed)
        return InferenceCost(
            queueMicroseconds: left.queueMicroseconds + right.queueMicroseconds,
            computeMicroseconds: left.computeMicroseconds + right.computeMicroseconds,
            batchShare: tokens == 0 ? 0 : weighted / Double(tokens),
            tokensComputed: tokens,
            textsReused: left.textsReused + right.textsReused
        )
    }
}

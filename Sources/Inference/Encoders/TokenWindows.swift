/// Divides a text that is longer than a model reads into overlapping parts, and unites their vectors.
package struct TokenWindows: Equatable, Sendable {
    /// What is done with a text that is longer than the model reads.
    package enum LongText: Equatable, Sendable {
        case truncate
        case refuse
        /// Windows that share `overlapTokens` with the one before.
        case windows(overlapTokens: Int)
    }

    /// Special tokens before and after what a window holds.
    package struct Frame: Equatable, Sendable {
        package var before: [Int32]
        package var after: [Int32]

        package init(before: [Int32], after: [Int32]) {
            self.before = before
            self.after = after
        }
    }

    /// The sequences to embed, each with the frame's tokens.
    package let sequences: [[Int32]]
    /// The text's own tokens in each sequence.
    package let ownTokens: [Int]

    /// Parts of `tokens`, the text's own, so that each with its frame has at most `tokensMax`.
    ///
    /// Returns nil for a text that is too long where that is to be refused. A text that fits, the empty one
    /// too, is one sequence. The last window ends with the text and shares more with the one before rather
    /// than be short: a few tokens alone say little. An overlap that would leave no progress is cut.
    package init?(_ tokens: [Int32], frame: Frame, tokensMax: Int, _ longText: LongText) {
        let room = tokensMax - frame.before.count - frame.after.count
        precondition(room > 0, "no room for a token beside the special ones")
        var starts = [0]
        if tokens.count > room {
            switch longText {
            case .refuse: return nil
            case .truncate: break
            case .windows(let overlap):
                let step = max(1, room - max(0, overlap))
                let last = tokens.count - room
                starts = Array(stride(from: 0, to: last, by: step)) + [last]
            }
        }
        let parts = starts.map { tokens[$0..<min(tokens.count, $0 + room)] }
        sequences = parts.map { frame.before + $0 + frame.after }
        ownTokens = parts.map(\.count)
    }

    /// One vector of the windows' vectors: their mean, each weighted by its tokens, scaled to length 1 if asked.
    package func unite(_ vectors: [[Float]], normalises: Bool) -> [Float] {
        precondition(vectors.count == sequences.count, "one vector for each window")
        guard vectors.count > 1 else { return vectors[0] }
        let total = Double(ownTokens.reduce(0, +))
        var sum = [Double](repeating: 0, count: vectors[0].count)
        for (vector, count) in zip(vectors, ownTokens) {
            for index in sum.indices { sum[index] += Double(vector[index]) * Double(count) / total }
        }
        let mean = sum.map { Float($0) }
        return normalises ? VectorLength.normalised(mean) : mean
    }
}

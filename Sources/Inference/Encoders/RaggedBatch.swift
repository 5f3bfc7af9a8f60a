/// Several token sequences one after another, without padding.
package struct RaggedBatch: Sendable {
    package private(set) var tokens: [Int32] = []
    /// Where each sequence starts, and after them the end of the last.
    package private(set) var starts: [Int] = [0]
    /// The row of each sequence from which on tokens belong to its second part; its end when there is none.
    private var secondParts: [Int] = []

    package init(_ sequences: some Sequence<[Int32]> = []) {
        for sequence in sequences { append(sequence) }
    }

    /// Adds one sequence of token numbers; it takes the next rows of the batch.
    ///
    /// Tokens from `secondPart` on get segment 1, as a pair's second text has it where a model has segments.
    package mutating func append(_ sequence: [Int32], secondPart: Int? = nil) {
        secondParts.append(tokens.count + (secondPart ?? sequence.count))
        tokens.append(contentsOf: sequence)
        starts.append(tokens.count)
    }

    package var count: Int { starts.count - 1 }

    package func rows(_ sequence: Int) -> Range<Int> {
        starts[sequence]..<starts[sequence + 1]
    }

    package var longest: Int { (0..<count).reduce(0) { max($0, rows($1).count) } }

    /// 0 or 1: the segment of a row of this sequence.
    func segment(row: Int, of sequence: Int) -> Int {
        row < secondParts[sequence] ? 0 : 1
    }
}

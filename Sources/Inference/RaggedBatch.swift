/// Several token sequences one after another, without padding.
package struct RaggedBatch: Sendable {
    package private(set) var tokens: [Int32] = []
    /// Where each sequence starts, and after them the end of the last.
    package private(set) var starts: [Int] = [0]

    package init(_ sequences: some Sequence<[Int32]> = []) {
        for sequence in sequences { append(sequence) }
    }

    /// Adds one sequence of token numbers; it takes the next rows of the batch.
    package mutating func append(_ sequence: [Int32]) {
        tokens.append(contentsOf: sequence)
        starts.append(tokens.count)
    }

    package var count: Int { starts.count - 1 }

    package func rows(_ sequence: Int) -> Range<Int> {
        starts[sequence]..<starts[sequence + 1]
    }

    package var longest: Int { (0..<count).reduce(0) { max($0, rows($1).count) } }
}

package import Identifiers

/// What the index keeps of a chunk: enough to rank it, not enough to read it.
package struct IndexedChunk: Sendable {
    /// The id of the `chunks` row.
    package let id: Int64
    package let containerID: Int64
    /// When the last message of the chunk was sent.
    package let sentAt: Instant
    package let terms: TermVector
    /// The embedding, of any length above zero (it is normalised here); nil until the chunk has been
    /// embedded.
    package let vector: [Float]?

    package init(id: Int64, containerID: Int64, sentAt: Instant, terms: TermVector, vector: [Float]?) {
        self.id = id
        self.containerID = containerID
        self.sentAt = sentAt
        self.terms = terms
        self.vector = vector
    }
}

/// One step of keeping the index in line with the database.
package enum IndexChange: Sendable {
    /// Adds the chunk, or replaces the one with its id, wherever that was.
    case upsert(IndexedChunk)
    /// Removes the chunk with this id; nothing happens when there is none.
    case remove(chunkID: Int64)
    /// Removes every chunk of a container.
    case removeContainer(Int64)
}

/// Why a change or a question was refused. The index is as it was before.
package enum SearchIndexError: Error, Hashable, Sendable, CustomStringConvertible {
    case dimensionMismatch(expected: Int, found: Int)
    /// The vector holds a NaN or an infinity, or is zero.
    case unusableVector(chunkID: Int64?)

    package var description: String {
        switch self {
        case .dimensionMismatch(let expected, let found):
            "an embedding has \(found) dimensions, the index \(expected); embed again with the index's model"
        case .unusableVector(let chunkID?):
            "the embedding of chunk \(chunkID) is zero or not finite; embed the chunk again"
        case .unusableVector(nil):
            "the embedding of the question is zero or not finite; ask without it or embed it again"
        }
    }
}

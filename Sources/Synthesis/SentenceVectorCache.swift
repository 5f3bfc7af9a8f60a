/// Which text a kept vector belongs to; the hash makes an edited message miss.
package struct SentenceKey: Hashable, Sendable {
    package let messageID: Int64
    package let utf8Range: Range<Int>
    /// `TermHash` of the sentence's bytes.
    package let textHash: UInt64

    package init(messageID: Int64, utf8Range: Range<Int>, textHash: UInt64) {
        self.messageID = messageID
        self.utf8Range = utf8Range
        self.textHash = textHash
    }
}

/// Keeps sentence vectors between questions. A vector is a function of its sentence alone, so that a hit
/// changes the time an answer takes and nothing in it.
package protocol SentenceVectorCache: Sendable {
    func vectors(for keys: [SentenceKey]) async -> [SentenceKey: [Float]]
    func store(_ vectors: [SentenceKey: [Float]]) async
}

package import Identifiers

/// A question as the index sees it.
package struct SearchQuery: Sendable {
    /// The most hits that one query returns.
    package static let limitMax = 200

    /// The question's terms; an empty vector leaves the lexical side out.
    package var terms: TermVector
    /// The question's embedding, of the index's dimension; nil leaves the dense side out.
    package var vector: [Float]?
    /// Narrows the reader's access to these containers; nil does not narrow.
    package var containerIDs: Set<Int64>?
    /// Keeps chunks whose last message was sent at or after this.
    package var sentFrom: Instant?
    /// Keeps chunks whose last message was sent before this.
    package var sentBefore: Instant?
    /// How many hits are wanted, 1 to `limitMax`.
    package let limit: Int

    /// A limit outside 1 to `limitMax` is brought inside.
    package init(
        terms: TermVector,
        vector: [Float]? = nil,
        containerIDs: Set<Int64>? = nil,
        sentFrom: Instant? = nil,
        sentBefore: Instant? = nil,
        limit: Int = 20
    ) {
        self.terms = terms
        self.vector = vector
        self.containerIDs = containerIDs
        self.sentFrom = sentFrom
        self.sentBefore = sentBefore
        self.limit = min(max(limit, 1), Self.limitMax)
    }

    func admits(sentAtMicroseconds time: Int64) -> Bool {
        if let sentFrom, time < sentFrom.microseconds { return false }
        if let sentBefore, time >= sentBefore.microseconds { return false }
        return true
    }
}

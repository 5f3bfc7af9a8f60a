package import Identifiers

/// The place that a sentence was taken from, to the byte.
package struct Citation: Hashable, Sendable {
    /// The number that sentences refer to, from 1.
    package let n: Int
    package let source: String
    /// The vendor's id of the thread, or of the message outside threads.
    package let documentID: String
    package let messageID: Int64
    package let title: String
    package let author: String
    package let sentAt: Instant
    /// The message's own permalink when it is an http or https address; no other link is ever given.
    package let url: String?
    /// The cited bytes as shown: without control and zero-width characters.
    package let quote: String
    package let chunkID: Int64
    /// UTF-8 offsets into the message's text.
    package let utf8Range: Range<Int>
    /// The SHA-256 of the message's record, when the store gave it.
    package let contentDigest: Digest?

    package init(
        n: Int,
        source: String,
        documentID: String,
        messageID: Int64,
        title: String,
        author: String,
        sentAt: Instant,
        url: String?,
        quote: String,
        chunkID: Int64,
        utf8Range: Range<Int>,
        contentDigest: Digest?
    ) {
        self.n = n
        self.source = source
        self.documentID = documentID
        self.messageID = messageID
        self.title = title
        self.author = author
        self.sentAt = sentAt
        self.url = url
        self.quote = quote
        self.chunkID = chunkID
        self.utf8Range = utf8Range
        self.contentDigest = contentDigest
    }
}

package import Identifiers

/// The text of a chunk as its reader may see it now.
package struct Passage: Hashable, Sendable {
    package var chunkID: Int64
    package var containerID: Int64
    /// The container's name without `#`.
    package var containerName: String
    package var sourceName: String
    /// What the chunk repeats for itself: channel, date, start of the thread.
    package var header: String
    /// In the order of the chunk.
    package var messages: [PassageMessage]

    package init(
        chunkID: Int64,
        containerID: Int64,
        containerName: String,
        sourceName: String,
        header: String,
        messages: [PassageMessage]
    ) {
        self.chunkID = chunkID
        self.containerID = containerID
        self.containerName = containerName
        self.sourceName = sourceName
        self.header = header
        self.messages = messages
    }
}

/// One message of a passage, whole: citations point into its text.
package struct PassageMessage: Hashable, Sendable {
    /// The id of the stored message.
    package var messageID: Int64
    /// The vendor's own id, such as Slack's `ts`.
    package var nativeID: String
    package var threadNativeID: String?
    package var authorName: String
    package var sentAt: Instant
    package var text: String
    /// What a person would call the document; nil when it has no title of its own.
    package var title: String?
    /// Where the message can be opened at its source.
    package var permalink: String?
    /// The SHA-256 of the normalised record, when it is stored.
    package var contentDigest: Digest?

    package init(
        messageID: Int64,
        nativeID: String,
        threadNativeID: String? = nil,
        authorName: String,
        sentAt: Instant,
        text: String,
        title: String? = nil,
        permalink: String? = nil,
        contentDigest: Digest? = nil
    ) {
        self.messageID = messageID
        self.nativeID = nativeID
        self.threadNativeID = threadNativeID
        self.authorName = authorName
        self.sentAt = sentAt
        self.text = text
        self.title = title
        self.permalink = permalink
        self.contentDigest = contentDigest
    }
}

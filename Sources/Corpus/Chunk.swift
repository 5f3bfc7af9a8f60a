package import Identifiers

/// The unit of retrieval: a thread, or messages of one container that follow each other closely, cut to the model's window.
package struct Chunk: Hashable, Sendable {
    /// One message's share of the chunk's text.
    package struct Span: Hashable, Sendable {
        /// The id of the stored message.
        package var messageID: Int64
        /// UTF-8 offsets into `text`.
        package var utf8Range: Range<Int>

        package init(messageID: Int64, utf8Range: Range<Int>) {
            self.messageID = messageID
            self.utf8Range = utf8Range
        }
    }

    package var containerID: Int64
    /// What every chunk repeats so that it can be understood alone: channel, date, start of the thread.
    package var header: String
    /// The messages, one after another, each as `author: text`.
    package var text: String
    package var spans: [Span]
    package var firstSentAt: Instant
    package var lastSentAt: Instant

    package init(
        containerID: Int64,
        header: String,
        text: String,
        spans: [Span],
        firstSentAt: Instant,
        lastSentAt: Instant
    ) {
        self.containerID = containerID
        self.header = header
        self.text = text
        self.spans = spans
        self.firstSentAt = firstSentAt
        self.lastSentAt = lastSentAt
    }

    /// What is embedded and indexed.
    package var indexedText: String { header + "\n" + text }
}

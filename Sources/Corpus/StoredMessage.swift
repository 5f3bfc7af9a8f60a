package import Identifiers

/// A message as the database holds it, with what the chunker and a citation need.
package struct StoredMessage: Hashable, Sendable {
    package var id: Int64
    package var containerID: Int64
    package var nativeID: String
    package var threadNativeID: String?
    package var authorName: String
    package var sentAt: Instant
    package var text: String

    package init(
        id: Int64,
        containerID: Int64,
        nativeID: String,
        threadNativeID: String?,
        authorName: String,
        sentAt: Instant,
        text: String
    ) {
        self.id = id
        self.containerID = containerID
        self.nativeID = nativeID
        self.threadNativeID = threadNativeID
        self.authorName = authorName
        self.sentAt = sentAt
        self.text = text
    }
}

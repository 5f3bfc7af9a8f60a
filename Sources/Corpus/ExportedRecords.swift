package import Identifiers

/// A person as the vendor knows them; linked to a principal by e-mail or by an explicit mapping, never by name.
package struct ExportedPerson: Hashable, Sendable, Codable {
    /// The vendor's own id, such as `U02AB3C4D`.
    package var nativeID: String
    /// The name to show; never empty.
    package var displayName: String
    package var email: String?
    package var isBot: Bool
    /// Guests see only the containers they are members of, also public ones.
    package var isGuest: Bool
    package var isDeactivated: Bool

    package init(
        nativeID: String,
        displayName: String,
        email: String? = nil,
        isBot: Bool = false,
        isGuest: Bool = false,
        isDeactivated: Bool = false
    ) {
        self.nativeID = nativeID
        self.displayName = displayName
        self.email = email
        self.isBot = isBot
        self.isGuest = isGuest
        self.isDeactivated = isDeactivated
    }
}

/// What holds documents and carries their access label: a Slack channel or conversation.
package struct ExportedContainer: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case publicChannel = "public_channel"
        case privateChannel = "private_channel"
        case groupDirectMessage = "group_dm"
        case directMessage = "dm"

        /// Public channels are open to the workspace; everything else only to its members.
        package var isOpenToWorkspace: Bool { self == .publicChannel }
    }

    /// The vendor's own id, such as `C01AB2C3D`.
    package var nativeID: String
    /// The name without `#`.
    package var name: String
    package var kind: Kind
    package var isArchived: Bool
    package var topic: String
    package var purpose: String
    /// Native ids of the members when the export was made, sorted and unique.
    package var memberNativeIDs: [String]

    package init(
        nativeID: String,
        name: String,
        kind: Kind,
        isArchived: Bool = false,
        topic: String = "",
        purpose: String = "",
        memberNativeIDs: [String]
    ) {
        self.nativeID = nativeID
        self.name = name
        self.kind = kind
        self.isArchived = isArchived
        self.topic = topic
        self.purpose = purpose
        self.memberNativeIDs = memberNativeIDs
    }
}

/// One message, decoded to plain text.
package struct ExportedMessage: Hashable, Sendable, Codable {
    package var containerNativeID: String
    /// Unique within the container: Slack's `ts`, kept as text because a Double loses its digits.
    package var nativeID: String
    /// The `nativeID` of the thread's first message; nil outside threads, equal to `nativeID` on that first message.
    package var threadNativeID: String?
    package var authorNativeID: String?
    /// Never empty; `unknown` when the export does not say.
    package var authorName: String
    package var sentAt: Instant
    package var editedAt: Instant?
    /// Plain text, mentions and channels resolved to names. Empty for a deleted thread root, which is kept for its replies.
    package var text: String
    package var isFromBot: Bool

    package init(
        containerNativeID: String,
        nativeID: String,
        threadNativeID: String? = nil,
        authorNativeID: String? = nil,
        authorName: String,
        sentAt: Instant,
        editedAt: Instant? = nil,
        text: String,
        isFromBot: Bool = false
    ) {
        self.containerNativeID = containerNativeID
        self.nativeID = nativeID
        self.threadNativeID = threadNativeID
        self.authorNativeID = authorNativeID
        self.authorName = authorName
        self.sentAt = sentAt
        self.editedAt = editedAt
        self.text = text
        self.isFromBot = isFromBot
    }
}

/// The order that the vendor says a message was withdrawn: `message_deleted` in exports that track deletions.
package struct ExportedDeletion: Hashable, Sendable, Codable {
    package var containerNativeID: String
    package var nativeID: String

    package init(containerNativeID: String, nativeID: String) {
        self.containerNativeID = containerNativeID
        self.nativeID = nativeID
    }
}

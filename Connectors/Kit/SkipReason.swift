/// Why a record of an export was left out on purpose.
package enum SkipReason: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    /// Joins, leaves, pins and other notices that say nothing.
    case notice
    /// Conversations of two people or a closed group, unless the import includes them.
    case directMessage = "direct_message"
    /// Seen before in this export, in the same or a newer revision.
    case duplicate
    /// Withdrawn by its author elsewhere in the export.
    case withdrawn
    /// Without any text.
    case empty
    /// Without a time or otherwise unusable; a problem says more.
    case unusable
    /// Whole files that hold no messages: attachments, logs, lists.
    case otherFile = "other_file"

    var explanation: String {
        switch self {
        case .notice: "notices such as joins and leaves"
        case .directMessage: "direct messages, not included in this import"
        case .duplicate: "duplicates"
        case .withdrawn: "withdrawn by their authors"
        case .empty: "without text"
        case .unusable: "unusable, see problems"
        case .otherFile: "files without messages"
        }
    }
}

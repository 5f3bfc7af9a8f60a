/// Something in an export that was tolerated, so that the import could go on.
package struct ImportProblem: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// The name leads out of the archive: absolute or with `..`.
        case unsafePath = "unsafe_path"
        /// The name cannot be read as text.
        case unreadableName = "unreadable_name"
        /// A symbolic or hard link, a device or a socket.
        case notAFile = "not_a_file"
        case encrypted
        /// A second member of the same name; the first counts.
        case duplicateMember = "duplicate_member"
        case memberTooLarge = "member_too_large"
        /// The archive is damaged inside this member.
        case memberUnreadable = "member_unreadable"
        /// The member is not the JSON it should be; what stood before the damage was read.
        case malformedFile = "malformed_file"
        /// One element is not what it should be; the others were read.
        case malformedRecord = "malformed_record"
        /// Text that was not UTF-8, repaired with U+FFFD.
        case invalidText = "invalid_text"
        /// Text longer than the limit, cut.
        case textCut = "text_cut"
        case missingIndex = "missing_index"
        /// A folder that no index lists; treated as private, without members.
        case unlistedContainer = "unlisted_container"
        /// More than one container claims the folder; treated as private, without members.
        case ambiguousContainer = "ambiguous_container"
        /// A container without a list of members, which nobody can read until members are added.
        case membersUnknown = "members_unknown"
        /// Channels taken as public because the import said so.
        case assumedPublic = "assumed_public"
    }

    package var kind: Kind
    /// The member's name in the archive; nil when the problem is the archive's.
    package var member: String?
    /// What happened, fit to be shown; never the content of a message.
    package var detail: String
    package var count: Int

    package init(kind: Kind, member: String? = nil, detail: String, count: Int = 1) {
        self.kind = kind
        self.member = member
        self.detail = detail
        self.count = count
    }
}

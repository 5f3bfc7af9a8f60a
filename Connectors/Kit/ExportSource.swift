/// Where an export lies: an archive, a folder or a single file. Every pass over it gives the same members in
/// the same order.
package protocol ExportSource: Sendable {
    /// The last part of the path without its ending, such as `acme-export`.
    var name: String { get }

    /// Starts a pass at the first member.
    func members() throws(ExportError) -> any ExportMembers
}

/// One pass over the members of an export. Refused members never appear; they are among the problems.
package protocol ExportMembers {
    /// Moves on to the next member that may be read; nil at the end.
    mutating func next() throws(ExportError) -> ExportMember?

    /// The bytes of the member that `next` gave last; to be asked for once.
    mutating func contents() throws(ExportError) -> MemberContents

    /// The members refused since the last call, and why.
    mutating func takeProblems() -> [ImportProblem]
}

/// A regular file inside an export.
package struct ExportMember: Hashable, Sendable {
    /// Relative, with `/`, without `.` and `..`.
    package var path: String
    /// Uncompressed bytes as declared; nil when the archive does not say.
    package var byteCount: Int?
    /// The members before this one, refused ones and folders included.
    package var position: Int

    package init(path: String, byteCount: Int?, position: Int) {
        self.path = path
        self.byteCount = byteCount
        self.position = position
    }
}

/// What reading a member gave: all of its bytes, or why it had to be left out.
package enum MemberContents: Hashable, Sendable {
    case bytes([UInt8])
    case refused(ImportProblem)
}

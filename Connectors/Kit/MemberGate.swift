/// Decides for each member of an export whether it may be read; keeps count of what the whole export asks
/// for.
///
/// Sizes are counted by what members declare as soon as their name is seen, and corrected upwards by what
/// they turn out to hold, because a declaration may lie.
struct MemberGate {
    /// What is known of a member before it is read.
    struct Candidate {
        var path: String?
        var byteCount: Int?
        var isFolder = false
        var isRegularFile = true
        var isEncrypted = false
    }

    let limits: ExportLimits
    /// Size of the archive file; nil for folders, where nothing is compressed.
    let archiveByteCount: Int?
    private(set) var membersSeen = 0
    private(set) var bytesCounted = 0
    private var paths: Set<String> = []
    private var problems: [ImportProblem] = []

    init(limits: ExportLimits, archiveByteCount: Int?) {
        self.limits = limits
        self.archiveByteCount = archiveByteCount
    }

    /// The member, or nil when it is a folder or was refused with a problem.
    mutating func admit(_ candidate: Candidate) throws(ExportError) -> ExportMember? {
        let position = membersSeen
        membersSeen += 1
        if membersSeen > limits.membersMax { throw .tooManyMembers(limit: limits.membersMax) }
        if candidate.isFolder { return nil }
        try count(bytes: candidate.byteCount ?? 0)
        guard let path = candidate.path else {
            refuse(.unreadableName, nil, "a member's name is not text")
            return nil
        }
        guard let path = accepted(path: path, candidate) else { return nil }
        return ExportMember(path: path, byteCount: candidate.byteCount, position: position)
    }

    /// Adds bytes that were read beyond what the member declared.
    mutating func count(bytes: Int) throws(ExportError) {
        let (sum, overflow) = bytesCounted.addingReportingOverflow(max(0, bytes))
        bytesCounted = overflow ? Int.max : sum
        if bytesCounted > limits.totalBytesMax { throw .tooManyBytes(limit: limits.totalBytesMax) }
        guard let archiveByteCount, bytesCounted > limits.ratioGraceBytes else { return }
        if bytesCounted / max(1, archiveByteCount) >= limits.compressionRatioMax {
            throw .suspiciousCompression(ratioMax: limits.compressionRatioMax)
        }
    }

    mutating func takeProblems() -> [ImportProblem] {
        defer { problems = [] }
        return problems
    }

    func tooLarge(path: String) -> ImportProblem {
        ImportProblem(
            kind: .memberTooLarge,
            member: path,
            detail: "larger than \(limits.memberBytesMax) bytes when unpacked"
        )
    }

    private mutating func accepted(path: String, _ candidate: Candidate) -> String? {
        guard let safe = Self.safePath(path) else {
            refuse(.unsafePath, path, "the name is absolute, empty, or leads out of the archive")
            return nil
        }
        guard candidate.isRegularFile else {
            refuse(.notAFile, safe, "a link or device, not followed")
            return nil
        }
        guard !candidate.isEncrypted else {
            refuse(.encrypted, safe, "encrypted; unpack the archive with its password first")
            return nil
        }
        guard paths.insert(safe).inserted else {
            refuse(.duplicateMember, safe, "a second member of this name; the first counts")
            return nil
        }
        return safe
    }

    /// Names are shortened, for they come from a stranger.
    private mutating func refuse(_ kind: ImportProblem.Kind, _ path: String?, _ detail: String) {
        problems.append(
            ImportProblem(kind: kind, member: path.map { String($0.prefix(200)) }, detail: detail)
        )
    }

    /// The path without `.` parts; nil when it is absolute, has `..`, a drive, a NUL or no part at all.
    static func safePath(_ path: String) -> String? {
        let slashed = String(path.map { $0 == "\\" ? "/" : $0 })
        guard !slashed.hasPrefix("/"), !slashed.utf8.contains(0), !hasDrive(slashed) else { return nil }
        let parts = slashed.split(separator: "/").filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains("..") else { return nil }
        return parts.joined(separator: "/")
    }

    private static func hasDrive(_ path: String) -> Bool {
        let start = Array(path.utf8.prefix(2))
        return start.count == 2 && start[1] == UInt8(ascii: ":")
    }
}

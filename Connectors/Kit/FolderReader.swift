/// A plain folder, such as an unpacked archive, read in the order of its sorted paths. Links are never
/// followed.
package struct FolderReader: ExportSource {
    package let name: String
    private let folder: String
    private let limits: ExportLimits

    init(folder: String, limits: ExportLimits) {
        self.folder = folder
        self.limits = limits
        name = ExportPath.last(of: folder)
    }

    package func members() throws(ExportError) -> any ExportMembers {
        FileMembers(
            walk: FolderWalk(folder: folder),
            gate: MemberGate(limits: limits, archiveByteCount: nil)
        )
    }
}

/// One pass over plain files.
struct FileMembers: ExportMembers {
    var walk: FolderWalk
    var gate: MemberGate
    var current: ExportMember?

    mutating func next() throws(ExportError) -> ExportMember? {
        while let file = walk.next() {
            let candidate = MemberGate.Candidate(
                path: file.path,
                byteCount: file.byteCount,
                isFolder: file.kind == .folder,
                isRegularFile: file.kind == .file
            )
            if let member = try gate.admit(candidate) {
                current = member
                return member
            }
        }
        return nil
    }

    mutating func contents() throws(ExportError) -> MemberContents {
        guard let member = current else { return .bytes([]) }
        current = nil
        guard (member.byteCount ?? 0) <= gate.limits.memberBytesMax else {
            return .refused(gate.tooLarge(path: member.path))
        }
        guard
            let bytes = FileBytes.contents(
                of: walk.folder + "/" + member.path,
                bytesMax: gate.limits.memberBytesMax
            )
        else {
            return .refused(
                ImportProblem(kind: .memberUnreadable, member: member.path, detail: "the file cannot be read")
            )
        }
        return .bytes(bytes)
    }

    mutating func takeProblems() -> [ImportProblem] { gate.takeProblems() }
}

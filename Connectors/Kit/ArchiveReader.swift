import CLibArchive

/// A zip or tar archive, plain or gzip, read through libarchive member by member; nothing is unpacked to
/// disk.
package struct ArchiveReader: ExportSource {
    package let name: String
    private let path: String
    private let byteCount: Int
    private let limits: ExportLimits

    init(path: String, byteCount: Int, limits: ExportLimits) {
        self.path = path
        self.byteCount = byteCount
        self.limits = limits
        name = ExportPath.stem(of: path)
    }

    package func members() throws(ExportError) -> any ExportMembers {
        let archive = try ArchiveHandle(path: path, name: ExportPath.last(of: path))
        return ArchiveMembers(archive: archive, gate: MemberGate(limits: limits, archiveByteCount: byteCount))
    }
}

private struct ArchiveMembers: ExportMembers {
    let archive: ArchiveHandle
    var gate: MemberGate
    var current: ExportMember?

    mutating func next() throws(ExportError) -> ExportMember? {
        while let candidate = try archive.nextHeader(afterMembers: gate.membersSeen) {
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
        if let declared = member.byteCount, declared > gate.limits.memberBytesMax {
            return .refused(gate.tooLarge(path: member.path))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(member.byteCount ?? 0, 1 << 20))
        var counted = member.byteCount ?? 0
        while true {
            switch archive.readBlock(into: &bytes) {
            case .read: break
            case .end: return .bytes(bytes)
            case .failed(let detail):
                return .refused(ImportProblem(kind: .memberUnreadable, member: member.path, detail: detail))
            case .broken(let detail): throw .corrupt(afterMembers: gate.membersSeen - 1, detail: detail)
            }
            if bytes.count > gate.limits.memberBytesMax { return .refused(gate.tooLarge(path: member.path)) }
            try gate.count(bytes: bytes.count - counted)
            counted = max(counted, bytes.count)
        }
    }

    mutating func takeProblems() -> [ImportProblem] { gate.takeProblems() }
}
